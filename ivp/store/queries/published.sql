-- All observation rows of a snapshot, in a fixed order.
SELECT "table", code, measure, area, period, value, margin, state
FROM read_parquet($files)
ORDER BY "table", code, measure, area, period
