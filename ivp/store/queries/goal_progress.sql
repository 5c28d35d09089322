-- Goals with their progress; with an area those of the area and of the areas that contain it.
SELECT g.*, p.year, p.period, p.value, p.lower, p.upper, p.needed, p.state, p.certain, p.reason
FROM goal_progress p
JOIN goal g ON g.id = p.goal
WHERE $area = '' OR g.area IN (SELECT outer_area FROM area_tree WHERE area = $area)
ORDER BY g.sort
