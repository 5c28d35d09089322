-- All series of counts of the catalog down to the gemeente, in display order.
SELECT DISTINCT i.id AS indicator, i.label, i.source, a.code AS area, a.name AS area_name, a.level, i.sort, a.sort AS area_sort
FROM observation o
JOIN indicator i ON i.id = o.indicator AND i.statistic = 'rate'
JOIN area a ON a.code = o.area AND a.inside AND a.level NOT IN ('wijk', 'buurt')
WHERE o.value IS NOT NULL
ORDER BY i.sort, area_sort
