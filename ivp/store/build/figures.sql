-- The figures of some indicators: published ones, sums of members, and a row for what is missing; without intervals.

-- What was published of these indicators, with the counts that a share is a part of; also of areas that are gone.
CREATE TEMP TABLE found AS
WITH wanted AS (
    SELECT f.*, i.statistic, false AS of_whole FROM feed f JOIN indicator i ON i.id = f.indicator
    UNION ALL
    SELECT f.* REPLACE (i.denominator_measure AS measure), i.statistic, true AS of_whole
    FROM feed f
    JOIN indicator i ON i.id = f.indicator AND i.denominator_measure <> ''
)
SELECT
    w.indicator, p.area, p.period, w.statistic, p.value, p.margin, p.state,
    w."table" AS source, p.respondents, p.owner, w.rank, w.of_whole
FROM wanted w
JOIN published p ON p."table" = w."table" AND p.code = w.code AND p.measure = w.measure
WHERE list_contains($indicators, w.indicator)
    AND substr(p.period, 1, 4)::INTEGER >= w.since
    AND (p.area IN (SELECT code FROM area) OR p.area IN (SELECT gone FROM successor));

-- Counts of an area before it existed: those of all areas that went up in it, where it has no figure itself.
INSERT INTO found BY NAME
SELECT
    f.indicator, s.area, f.period, f.statistic, sum(f.value) AS value,
    if(bool_or(f.state = 'provisional'), 'provisional', 'value') AS state,
    f.source, f.rank, f.of_whole
FROM found f
JOIN successor s ON s.gone = f.area
ANTI JOIN (SELECT * FROM found WHERE value IS NOT NULL) own
    ON own.indicator = f.indicator AND own.area = s.area AND own.period = f.period AND own.source = f.source
    AND own.of_whole = f.of_whole
WHERE f.statistic IN ('rate', 'share')
GROUP BY f.indicator, s.area, f.period, f.statistic, f.source, f.rank, f.of_whole
HAVING count(f.value) = any_value(s.parts);

-- Of several tables that of the lowest rank, whether it has a value or not; only own results fill what others lack.
CREATE TEMP TABLE given AS
WITH offered AS (
    SELECT
        f.* EXCLUDE (of_whole), w.value AS whole, false AS summed,
        bool_or(f.owner IS NOT NULL AND f.value IS NOT NULL)
            OVER (PARTITION BY f.indicator, f.area, f.period) AS own_result
    FROM found f
    LEFT JOIN (SELECT * FROM found WHERE of_whole AND value IS NOT NULL) w
        ON w.indicator = f.indicator AND w.source = f.source AND w.area = f.area AND w.period = f.period
    WHERE NOT f.of_whole AND f.area IN (SELECT code FROM area)
)
SELECT * EXCLUDE (own_result)
FROM offered
QUALIFY row_number() OVER (
    PARTITION BY indicator, area, period ORDER BY own_result AND value IS NULL, rank, value IS NULL
) = 1;

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
        coalesce(min(source) FILTER (rank = 0), min(source)) AS source
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
    1 AS rank,
    true AS summed
FROM total t
JOIN about a USING (indicator, period)
ANTI JOIN given own USING (indicator, area, period);

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

-- No inhabitants, too few, or an area where people hardly live, or nothing to be a share of: there is no rate, although
-- the count is known.
CREATE TEMP TABLE bare AS
WITH placed AS (
    SELECT
        g.*,
        CASE
            WHEN g.statistic <> 'rate' THEN ''
            WHEN a.kind IS NOT NULL THEN a.kind
            WHEN p.value < $least_people THEN 'few_people'
            ELSE ''
        END AS no_rate,
        CASE g.statistic WHEN 'rate' THEN p.value WHEN 'share' THEN nullif(g.whole, 0) END AS base,
        a.inside
    FROM given g
    JOIN area a ON a.code = g.area
    LEFT JOIN inhabitants p ON p.area = g.area AND p.year = substr(g.period, 1, 4)::INTEGER AND p.value > 0
)
SELECT
    g.indicator,
    g.area,
    g.period,
    substr(g.period, 1, 4)::INTEGER AS year,
    try_cast(substr(g.period, 6, 2) AS INTEGER) AS month,
    CASE
        WHEN g.no_rate <> '' THEN NULL
        WHEN g.statistic = 'rate' THEN g.value / g.base * 1000
        WHEN g.statistic = 'share' THEN g.value / g.base * 100
        ELSE g.value
    END AS value,
    CASE WHEN g.statistic IN ('rate', 'share') THEN g.value END AS numerator,
    CASE WHEN g.no_rate = '' THEN g.base END AS denominator,
    g.margin,
    g.statistic,
    g.state,
    g.summed,
    g.source,
    g.no_rate,
    g.respondents,
    g.owner,
    i.minimum,
    g.inside,
    s.segment
FROM placed g
JOIN indicator i ON i.id = g.indicator
LEFT JOIN stretch s ON s.source = g.source AND s.period = g.period
ORDER BY g.indicator, g.area, g.period;

DROP TABLE found;
DROP TABLE given;
DROP TABLE told;
