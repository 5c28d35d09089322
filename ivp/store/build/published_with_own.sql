-- As published.sql, with the figures that were imported by hand in place of those of the snapshot. Those of before the
-- columns n and owner do without them.
SET VARIABLE files = $files;
SET VARIABLE own_files = $own;

CREATE TEMP TABLE own AS
SELECT "table", code, measure, area, period, value, margin, state, n::DOUBLE AS respondents, owner
FROM (
    SELECT NULL::BIGINT AS n, NULL::VARCHAR AS owner WHERE false
    UNION ALL BY NAME
    SELECT * FROM read_parquet(getvariable('own_files'), union_by_name = true)
);

CREATE TEMP VIEW published AS
SELECT * FROM own
UNION ALL
SELECT "table", code, measure, area, period, value, margin, state, NULL, NULL
FROM read_parquet(getvariable('files'))
ANTI JOIN own USING ("table", code, measure, area, period);
