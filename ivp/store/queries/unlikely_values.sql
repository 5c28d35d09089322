-- Published counts that contradict another one: a part above its whole, and ten times or a tenth of the year before.
-- $files: Parquet files; $counts: table, code, measure and the number that the source rounds to;
-- $least: below this a count can be ten times another one by chance.
WITH figure AS (
    SELECT
        parse_filename(filename) AS file, "table", code, measure, area, period, value, rounding,
        TRY_CAST(period AS INTEGER) AS year
    FROM read_parquet($files, filename = true, union_by_name = true)
    JOIN (
        SELECT unnest(
            CAST($counts AS STRUCT("table" VARCHAR, code VARCHAR, measure VARCHAR, rounding DOUBLE)[]), recursive := true
        )
    ) AS counts USING ("table", code, measure)
    WHERE isfinite(value)
),
above AS (
    SELECT
        part.*, whole.value AS other, 'above' AS rule
    FROM figure AS part
    JOIN figure AS whole
        ON whole.area = CASE part.area[:2] WHEN 'WK' THEN 'GM' || part.area[3:6] WHEN 'BU' THEN 'WK' || part.area[3:8] END
        AND (whole."table", whole.code, whole.measure, whole.period) = (part."table", part.code, part.measure, part.period)
    WHERE part.value > whole.value + part.rounding
),
jump AS (
    SELECT
        figure.*, before.value AS other, 'jump' AS rule
    FROM figure
    JOIN figure AS before
        ON before.year = figure.year - 1
        AND (before."table", before.code, before.measure, before.area)
            = (figure."table", figure.code, figure.measure, figure.area)
    WHERE greatest(figure.value, before.value) >= $least
        AND greatest(figure.value, before.value) >= 10 * least(figure.value, before.value)
),
found AS (
    SELECT * FROM above UNION ALL SELECT * FROM jump
)
SELECT file, "table", area, period, code, measure, value, other, rule, count(*) OVER (PARTITION BY rule) AS alike
FROM found
QUALIFY row_number() OVER (PARTITION BY rule ORDER BY file, area, period, code, measure) <= $shown
ORDER BY rule, file, area, period, code, measure
