-- Goals with their progress; with an area those of the area and of the areas that contain it.
SELECT g.*, a.name AS area_name, a.level AS area_level, p.year, p.period, p.value, p.lower, p.upper, p.figure_state,
    p.needed, p.state, p.certain, p.reason
FROM goal_progress p
JOIN goal g ON g.id = p.goal
JOIN area a ON a.code = g.area
WHERE $area = '' OR g.area IN (SELECT outer_area FROM area_tree WHERE area = $area)
ORDER BY g.sort
