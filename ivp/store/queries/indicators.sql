-- The indicators with their theme and veiligheidsveld, in display order.
SELECT i.*, t.label AS theme_label, t.veld, t.veld_label, t.sort AS theme_sort
FROM indicator i
JOIN theme t ON t.id = i.theme
ORDER BY t.sort, i.sort
