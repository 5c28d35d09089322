-- Every figure beside that of each area that contains it, by their places. From the figure up: the other way round
-- the joins would pass through every area of the country for each of its figures.
CREATE OR REPLACE TEMP TABLE pair AS
WITH wanted AS MATERIALIZED (
    SELECT o.place, o.indicator, o.period, r.reference
    FROM figure o
    JOIN reference r ON r.area = o.area
    WHERE o.value IS NOT NULL
)
SELECT w.place AS own, f.place AS other
FROM wanted w
JOIN figure f ON f.indicator = w.indicator AND f.area = w.reference AND f.period = w.period
WHERE f.value IS NOT NULL
ORDER BY own, other;

SELECT own, other FROM pair;
