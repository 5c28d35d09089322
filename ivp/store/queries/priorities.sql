-- The priorities; with an area only those that apply there: chosen by it or by an area that contains it.
SELECT p.*, t.label AS theme_label
FROM priority p
JOIN theme t ON t.id = p.theme
WHERE $area = '' OR p.area IN (SELECT outer_area FROM area_tree WHERE area = $area)
ORDER BY p.sort
