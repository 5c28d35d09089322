-- The significant tests, each said once, strongest first. A comparison: of every indicator only the area that lies
-- furthest out. A change or trend: at the largest area that shows it; but where exactly one gemeente in that area shows
-- it (past $bound, the same way) and is significant itself, at that gemeente, because the larger area only follows it.
WITH compared AS (
    SELECT DISTINCT ON (indicator) *
    FROM tested
    WHERE significant AND kind = 'comparison'
    ORDER BY indicator, strength DESC, area
),
moved AS (
    SELECT * FROM tested WHERE significant AND kind <> 'comparison'
),
follows AS (
    SELECT m.kind, m.indicator, m.area
    FROM moved m
    JOIN within w ON w.outer_area = m.area AND w.area <> m.area AND w.level = 'gemeente'
    JOIN tested t ON t.kind = m.kind AND t.indicator = m.indicator AND t.sign = m.sign AND t.area = w.area
    WHERE t.strength > $bound
    GROUP BY m.kind, m.indicator, m.area
    HAVING count(*) = 1 AND bool_and(t.significant)
),
said AS (
    SELECT * FROM moved ANTI JOIN follows USING (kind, indicator, area)
),
once AS (
    SELECT s.*
    FROM said s
    ANTI JOIN (
        SELECT above.kind, above.indicator, above.sign, w.area
        FROM said above
        JOIN within w ON w.outer_area = above.area AND w.area <> above.area
    ) again USING (kind, indicator, sign, area)
)
SELECT kind, indicator, area, period, side, reference, z, p, q, strength, unfavourable, indicative, old
FROM (FROM compared UNION ALL FROM once)
ORDER BY strength DESC, indicator, area, kind
