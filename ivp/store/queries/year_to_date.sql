-- The year so far up to one month, for the areas of the catalog.
SELECT y.area, y.period, y.numerator, y.previous_numerator, y.percent, y.outcome
FROM year_to_date y
JOIN area a ON a.code = y.area
WHERE y.indicator = $indicator AND y.period = $period
ORDER BY a.sort
