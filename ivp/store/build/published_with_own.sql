-- As published.sql, with the figures that were imported by hand in place of those of the snapshot.
SET VARIABLE files = $files;
SET VARIABLE own_files = $own;

CREATE TEMP TABLE own AS
SELECT "table", code, measure, area, period, value, margin, state FROM read_parquet(getvariable('own_files'));

CREATE TEMP VIEW published AS
SELECT * FROM own
UNION ALL
SELECT "table", code, measure, area, period, value, margin, state
FROM read_parquet(getvariable('files'))
ANTI JOIN own USING ("table", code, measure, area, period);
