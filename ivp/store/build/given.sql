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

DROP TABLE found;
