-- Every area of a level that has figures for this indicator and period: unknown where it has none.
INSERT INTO given BY NAME
WITH seen AS (
    SELECT DISTINCT g.indicator, g.period, g.statistic, a.level
    FROM given g
    JOIN area a ON a.code = g.area AND a.inside
),
first AS (
    SELECT indicator, coalesce(min(source) FILTER (NOT older), min(source) FILTER (NOT summed)) AS source
    FROM given
    GROUP BY indicator
)
SELECT s.indicator, a.code AS area, s.period, s.statistic, 'unknown' AS state, f.source, true AS older, false AS summed
FROM seen s
JOIN area a ON a.level = s.level AND a.inside
JOIN first f ON f.indicator = s.indicator
ANTI JOIN given own ON own.indicator = s.indicator AND own.area = a.code AND own.period = s.period;
