-- The goals; with an area those of the area and of the areas that contain it.
SELECT g.*, a.name AS area_name, a.level AS area_level
FROM goal g
JOIN area a ON a.code = g.area
WHERE $area = '' OR g.area IN (SELECT outer_area FROM area_tree WHERE area = $area)
ORDER BY g.sort
