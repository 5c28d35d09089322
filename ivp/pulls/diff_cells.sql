-- Figures of one kind in the old snapshot that differ in the new one, or have no value there: empty, or without a row.
-- An area or period that went as a whole is told as such, not figure by figure.
WITH here AS (SELECT * FROM was WHERE code = $code AND value IS NOT NULL),
there AS (SELECT * FROM now WHERE code = $code)
SELECT here.code, here.measure, here.area, here.period, here.value AS old, there.value AS new
FROM here
LEFT JOIN there USING (measure, area, period)
WHERE here.value IS DISTINCT FROM there.value
    AND (
        there.period IS NOT NULL
        OR (here.area IN (SELECT area FROM places) AND here.period IN (SELECT period FROM times))
    )
