-- Figures that are in both snapshots and differ, or lost their value.
CREATE TEMP TABLE cells AS
SELECT was.code, was.measure, was.area, was.period, was.value AS old, now.value AS new
FROM was
JOIN now USING (code, measure, area, period)
WHERE was.value IS NOT NULL AND was.value IS DISTINCT FROM now.value
