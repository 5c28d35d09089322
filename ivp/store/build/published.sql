-- What the sources published. A view: the Parquet files are read faster than a copy of them.
SET VARIABLE files = $files;

CREATE TEMP VIEW published AS
SELECT "table", code, measure, area, period, value, margin, state, NULL::DOUBLE AS respondents,
    NULL::VARCHAR AS owner
FROM read_parquet(getvariable('files'));
