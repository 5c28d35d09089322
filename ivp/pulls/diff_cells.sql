-- Figures of some kinds in the old snapshot that have another value or state in the new one, or no row there.
-- An area or period that went as a whole is told as such, not figure by figure.
CREATE OR REPLACE TEMP TABLE cells AS
WITH here AS (SELECT * FROM was WHERE code BETWEEN $first AND $last AND code IN (SELECT code FROM kinds)),
there AS (SELECT * FROM now WHERE code BETWEEN $first AND $last)
SELECT here.code, here.measure, here.area, here.period, here.value AS old, there.value AS new,
    here.state AS was_state, coalesce(there.state, '') AS now_state
FROM here
LEFT JOIN there USING (code, measure, area, period)
WHERE (here.value IS DISTINCT FROM there.value OR here.state IS DISTINCT FROM there.state)
    AND (
        there.period IS NOT NULL
        OR (here.area IN (SELECT area FROM places) AND here.period IN (SELECT period FROM times))
    )
