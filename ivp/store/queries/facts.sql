-- Facts of some indicators, for areas by code or by level, in one period or all, against the reference area of one
-- level that contains them. Empty lists of areas, levels or periods mean no restriction; $grain is 'year', 'month' or
-- empty for both. The tables lie in the order of the indicators: BETWEEN lets the database skip the parts without them.
WITH against AS (
    SELECT c.*, r.name AS reference_name
    FROM comparison c
    JOIN area r ON r.code = c.reference AND r.level = $reference_level
    WHERE c.indicator BETWEEN list_min($indicators) AND list_max($indicators)
)
SELECT
    f.*,
    c.reference,
    c.reference_name,
    c.reference_value,
    coalesce(c.rest, false) AS rest,
    c.ratio,
    c.ratio_lower,
    c.ratio_upper,
    c.difference,
    coalesce(c.outcome, 'none') AS outcome
FROM fact f
LEFT JOIN against c ON c.indicator = f.indicator AND c.area = f.area AND c.period = f.period
WHERE f.indicator BETWEEN list_min($indicators) AND list_max($indicators)
    AND list_contains($indicators, f.indicator)
    AND (len($areas) = 0 OR list_contains($areas, f.area))
    AND (len($levels) = 0 OR list_contains($levels, f.level))
    AND (len($periods) = 0 OR list_contains($periods, f.period))
    AND ($grain = '' OR (f.month IS NULL) = ($grain = 'year'))
    AND (f.inside OR $all_netherlands)
ORDER BY f.indicator, f.sort, f.period
