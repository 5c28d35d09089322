-- Lines of the yearly uitvoeringsprogramma; an empty area or priority means no restriction. With an area those of the
-- area and of the areas that contain it.
SELECT c.*
FROM action c
WHERE ($area = '' OR c.area IN (SELECT outer_area FROM area_tree WHERE area = $area))
    AND ($priority = '' OR c.priority = $priority)
ORDER BY c.sort
