-- The figures of some indicators: published ones, sums of members, and a row for what is missing; without intervals.

-- What was published of these indicators, with the counts that a share is a part of.
CREATE TEMP TABLE found AS
WITH indicator_table AS (
    SELECT i.id AS indicator, i.statistic, i.code, i.measure, i.denominator_measure, c."table", c."table" <> c.main AS older
    FROM indicator i
    JOIN continued c ON c.main = i.source
    WHERE list_contains($indicators, i.id)
),
wanted AS (
    SELECT indicator, statistic, code, measure, "table", older, false AS of_whole FROM indicator_table
    UNION ALL
    SELECT indicator, statistic, code, denominator_measure, "table", older, true
    FROM indicator_table
    WHERE denominator_measure <> ''
)
SELECT
    w.indicator, p.area, p.period, w.statistic, p.value, p.margin, p.state,
    w."table" AS source, w.older, w.of_whole
FROM wanted w
JOIN published p ON p."table" = w."table" AND p.code = w.code AND p.measure = w.measure
JOIN area a ON a.code = p.area;

-- Of the tables that an indicator's own table continues, the first by name, only what is not in its own.
CREATE TEMP TABLE given AS
WITH known AS (
    SELECT f.* EXCLUDE (of_whole), w.value AS whole, false AS summed
    FROM found f
    LEFT JOIN found w
        ON w.of_whole AND w.indicator = f.indicator AND w.source = f.source AND w.area = f.area AND w.period = f.period
    WHERE NOT f.of_whole
)
SELECT * FROM known WHERE NOT older
UNION ALL
SELECT * FROM (
    SELECT o.*
    FROM known o
    ANTI JOIN found own
        ON own.indicator = o.indicator AND own.area = o.area AND own.period = o.period
        AND NOT own.older AND NOT own.of_whole
    WHERE o.older
    QUALIFY row_number() OVER (PARTITION BY o.indicator, o.area, o.period ORDER BY o.source) = 1
);

-- A sum is known only where every member has a figure; where the source withholds one of them it is withheld too.
-- What the source publishes itself is never replaced.
INSERT INTO given BY NAME
WITH part AS (
    SELECT * FROM given
    WHERE statistic IN ('rate', 'share') AND area IN (SELECT member FROM area_member)
),
about AS (
    SELECT
        indicator,
        period,
        bool_or(state = 'provisional') AS provisional,
        coalesce(min(source) FILTER (NOT older), min(source)) AS source
    FROM part
    GROUP BY indicator, period
),
total AS (
    SELECT
        p.indicator, m.area, p.period,
        any_value(p.statistic) AS statistic,
        sum(p.value) AS value,
        sum(p.whole) AS whole,
        count(p.value) = any_value(m.members)
            AND (any_value(p.statistic) <> 'share' OR count(p.whole) = any_value(m.members)) AS complete,
        bool_or(p.state = 'withheld') AS withheld
    FROM part p
    JOIN member m ON m.member = p.area
    GROUP BY p.indicator, m.area, p.period
    HAVING count(p.value) > 0 OR bool_or(p.state = 'withheld')
)
SELECT
    t.indicator,
    t.area,
    t.period,
    t.statistic,
    CASE WHEN t.complete THEN t.value END AS value,
    CASE WHEN t.complete THEN t.whole END AS whole,
    CASE
        WHEN NOT t.complete THEN if(t.withheld, 'withheld', 'unknown')
        ELSE if(a.provisional, 'provisional', 'value')
    END AS state,
    a.source,
    true AS older,
    true AS summed
FROM total t
JOIN about a USING (indicator, period)
ANTI JOIN given own USING (indicator, area, period);

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

-- No inhabitants, or nothing to be a share of: there is no rate, although the count is known.
CREATE TEMP TABLE bare AS
SELECT
    g.indicator,
    g.area,
    g.period,
    substr(g.period, 1, 4)::INTEGER AS year,
    try_cast(substr(g.period, 6, 2) AS INTEGER) AS month,
    CASE g.statistic
        WHEN 'rate' THEN g.value / p.value * 1000
        WHEN 'share' THEN g.value / nullif(g.whole, 0) * 100
        ELSE g.value
    END AS value,
    CASE WHEN g.statistic IN ('rate', 'share') THEN g.value END AS numerator,
    CASE g.statistic WHEN 'rate' THEN p.value WHEN 'share' THEN nullif(g.whole, 0) END AS denominator,
    g.margin,
    g.statistic,
    g.state,
    g.summed,
    g.source,
    i.minimum,
    a.inside,
    s.segment
FROM given g
JOIN indicator i ON i.id = g.indicator
JOIN area a ON a.code = g.area
LEFT JOIN stretch s ON s.source = g.source AND s.period = g.period
LEFT JOIN inhabitants p ON p.area = g.area AND p.year = substr(g.period, 1, 4)::INTEGER AND p.value > 0
ORDER BY g.indicator, g.area, g.period;

DROP TABLE found;
DROP TABLE given;
