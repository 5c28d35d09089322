-- Lines of the yearly uitvoeringsprogramma; empty area or priority and year 0 mean no restriction.
SELECT c.*, a.name AS area_name, a.level AS area_level
FROM action c
JOIN area a ON a.code = c.area
WHERE ($area = '' OR c.area IN (SELECT outer_area FROM area_tree WHERE area = $area))
    AND ($year = 0 OR c.year = $year)
    AND ($priority = '' OR c.priority = $priority)
ORDER BY c.sort
