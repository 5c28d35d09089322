-- Of every figure the comparison with the first of the levels it is held against that gives an outcome.
CREATE TEMP TABLE against AS
WITH wanted AS (
    SELECT unnest($own) AS own, unnest($other) AS other, unnest($turn) AS turn
)
SELECT DISTINCT ON (c.indicator, c.area, c.period) c.*
FROM year_comparison c
JOIN plan_area a ON a.code = c.area
JOIN plan_area r ON r.code = c.reference
JOIN wanted w ON w.own = a.level AND w.other = r.level
WHERE c.outcome <> 'none'
ORDER BY c.indicator, c.area, c.period, w.turn;
