-- All series of counts of the catalog down to the gemeente, in display order, with where they end. An outlook is of the
-- years, or of the months where there are no years.
SELECT i.id, i.source, a.code, a.name,
    coalesce(max(o.year) FILTER (WHERE o.month IS NULL), max(o.year)) AS last_year,
    NOT bool_or(o.month IS NULL) AS monthly
FROM observation o
JOIN indicator i ON i.id = o.indicator AND i.statistic = 'rate'
JOIN area a ON a.code = o.area AND a.inside AND a.level NOT IN ('wijk', 'buurt')
WHERE o.value IS NOT NULL
GROUP BY i.id, i.source, a.code, a.name, i.sort, a.sort
ORDER BY i.sort, a.sort
