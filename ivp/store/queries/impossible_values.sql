-- Published rows that cannot be right, each with the first rule that it breaks.
-- $files: Parquet files; $fetched: file name and year of retrieval; $limits: table, code, measure and the most it can be;
-- $inhabitants: measures that count people; $deviations: patterns of measures that may be below zero.
WITH figure AS (
    SELECT
        parse_filename(filename) AS file, "table", code, measure, area, period,
        CAST(value AS DOUBLE) AS value, CAST(margin AS DOUBLE) AS margin,
        TRY_CAST(period[:4] AS INTEGER) AS year
    FROM read_parquet($files, filename = true, union_by_name = true)
    WHERE value IS NOT NULL OR margin IS NOT NULL
),
judged AS (
    SELECT
        figure.*, limits.most AS other,
        CASE
            WHEN NOT regexp_full_match(period, '\d{4}(-(0[1-9]|1[0-2]))?') THEN 'period'
            WHEN year > fetched.retrieved THEN 'future'
            WHEN NOT isfinite(value) OR NOT isfinite(margin) THEN 'infinite'
            WHEN margin < 0 THEN 'margin'
            WHEN value < 0 AND NOT regexp_matches(measure, $deviations) THEN 'negative'
            WHEN value = 0 AND list_contains($inhabitants, measure) AND area[:2] NOT IN ('WK', 'BU') THEN 'nobody'
            WHEN value > limits.most THEN 'most'
        END AS rule
    FROM figure
    LEFT JOIN (
        SELECT unnest(CAST($fetched AS STRUCT(file VARCHAR, retrieved INTEGER)[]), recursive := true)
    ) AS fetched USING (file)
    LEFT JOIN (
        SELECT unnest(
            CAST($limits AS STRUCT("table" VARCHAR, code VARCHAR, measure VARCHAR, most DOUBLE)[]), recursive := true
        )
    ) AS limits USING ("table", code, measure)
)
SELECT file, "table", area, period, code, measure, value, other, rule, count(*) OVER (PARTITION BY rule) AS alike
FROM judged
WHERE rule IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY rule ORDER BY file, area, period, code, measure) <= $shown
ORDER BY rule, file, area, period, code, measure
