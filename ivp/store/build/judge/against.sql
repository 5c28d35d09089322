-- Of every figure the comparison with the first of the levels it is held against that gives an outcome.
CREATE TABLE years.wanted AS
SELECT unnest($own) AS own, unnest($other) AS other, unnest($turn) AS turn;

CREATE TABLE years.against AS
SELECT DISTINCT ON (c.indicator, c.area, c.period) c.*
FROM year_comparison c
JOIN plan_area a ON a.code = c.area
JOIN plan_area r ON r.code = c.reference
JOIN wanted w ON w.own = a.level AND w.other = r.level
WHERE c.outcome <> 'none'
ORDER BY c.indicator, c.area, c.period, w.turn;

-- Counts whose reference is lost because figures of others are missing: the first area they are held against has none
-- in that year, while it has one in another, or is their own sum and the only one they are held against.
CREATE TABLE years.lost AS
WITH first AS (
    SELECT
        i.area, i.outer_area AS reference,
        i.outer_area IN (SELECT area FROM area_member)
            AND (SELECT count(*) FROM wanted o WHERE o.own = i.level) = 1 AS only_sum
    FROM within i
    JOIN wanted w ON w.own = i.level AND w.other = i.outer_level AND w.turn = 0
)
SELECT f.indicator, f.area, f.period
FROM year_figure f
JOIN first r ON r.area = f.area
ANTI JOIN year_figure g ON g.indicator = f.indicator AND g.area = r.reference AND g.period = f.period
WHERE f.statistic IN ('rate', 'share')
    AND (
        r.only_sum
        OR EXISTS (SELECT 1 FROM year_figure h WHERE h.indicator = f.indicator AND h.area = r.reference)
    );
