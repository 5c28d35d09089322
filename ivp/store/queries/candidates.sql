-- Themes of an area by the declared score.
SELECT c.*, t.label AS theme_label, t.veld, t.veld_label, a.name AS area_name, a.level AS area_level
FROM candidate c
JOIN theme t ON t.id = c.theme
JOIN area a ON a.code = c.area
WHERE c.area = $area
ORDER BY c.rank
