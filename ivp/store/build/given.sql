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

DROP TABLE found;
