-- The significant tests, strongest first. What an area and one inside it show alike is said once, at the smaller one.
WITH said AS (
    SELECT * FROM tested WHERE significant
),
smaller AS (
    SELECT DISTINCT s.kind, s.indicator, s.sign, w.outer_area AS area
    FROM said s
    JOIN within w ON w.area = s.area AND w.outer_area <> s.area
)
SELECT kind, indicator, area, period, side, reference, z, p, q, strength, unfavourable, indicative
FROM said
ANTI JOIN smaller USING (kind, indicator, sign, area)
ORDER BY strength DESC, indicator, area, kind
