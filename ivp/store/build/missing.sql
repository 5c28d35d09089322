-- What the source itself knows nothing of, and the sums with such a member: that cannot be fetched.
CREATE TEMP TABLE told AS
WITH empty AS (SELECT indicator, area, period FROM given WHERE state = 'unknown' AND NOT summed)
SELECT * FROM empty
UNION
SELECT e.indicator, m.area, e.period FROM empty e JOIN member m ON m.member = e.area;

-- A row for every area of a level that has figures for this indicator and period, and for every cell from gemeente up
-- that a table is said to publish.
INSERT INTO given BY NAME
WITH seen AS (
    SELECT DISTINCT g.indicator, g.period, g.statistic, a.level
    FROM given g
    JOIN area a ON a.code = g.area AND a.inside
),
cell AS (
    SELECT s.indicator, a.code AS area, s.period, s.statistic
    FROM seen s
    JOIN area a ON a.level = s.level AND a.inside
    UNION
    SELECT c.indicator, a.code, c.period, i.statistic
    FROM coverage c
    JOIN indicator i ON i.id = c.indicator
    JOIN area a ON a.level = c.level AND a.inside AND c.only_area IN ('', a.code)
    WHERE list_contains($indicators, c.indicator) AND a.level NOT IN ('wijk', 'buurt')
),
first AS (
    SELECT indicator, coalesce(min(source) FILTER (rank = 0), min(source) FILTER (NOT summed)) AS source
    FROM given
    GROUP BY indicator
)
SELECT
    c.indicator, c.area, c.period, c.statistic, 'unknown' AS state,
    coalesce(f.source, i.source) AS source, 1 AS rank, false AS summed
FROM cell c
JOIN indicator i ON i.id = c.indicator
LEFT JOIN first f ON f.indicator = c.indicator
ANTI JOIN given own ON own.indicator = c.indicator AND own.area = c.area AND own.period = c.period;

-- Unknown where a table is said to publish it: not fetched yet, from that table.
UPDATE given SET state = 'not_fetched', source = c.source
FROM (
    SELECT c.indicator, a.code AS area, c.period, arg_min(c.source, c.turn) AS source
    FROM coverage c
    JOIN area a ON a.level = c.level AND a.inside AND c.only_area IN ('', a.code)
    WHERE list_contains($indicators, c.indicator)
    GROUP BY c.indicator, a.code, c.period
) c
WHERE given.state = 'unknown'
    AND c.indicator = given.indicator AND c.area = given.area AND c.period = given.period
    AND NOT EXISTS (
        SELECT 1 FROM told t
        WHERE t.indicator = given.indicator AND t.area = given.area AND t.period = given.period
    );

DROP TABLE told;
