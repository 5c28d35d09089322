-- In how many years an indicator has a figure for a gemeente of the catalog.
SELECT o.indicator, count(DISTINCT o.year)
FROM observation o
JOIN area a ON a.code = o.area AND a.level = 'gemeente' AND a.inside
WHERE o.month IS NULL AND o.value IS NOT NULL
GROUP BY o.indicator;
