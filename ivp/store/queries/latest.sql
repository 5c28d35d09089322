-- For every indicator the latest year in which an area of the given levels has a figure; of an indicator without years
-- the latest month.
SELECT o.indicator, coalesce(max(o.period) FILTER (WHERE o.month IS NULL), max(o.period)) AS period
FROM observation o
JOIN area a ON a.code = o.area AND a.inside AND list_contains($levels, a.level)
WHERE list_contains($indicators, o.indicator) AND (o.value IS NOT NULL OR o.numerator IS NOT NULL)
GROUP BY o.indicator
