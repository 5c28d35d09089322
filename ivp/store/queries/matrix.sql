-- For every indicator the latest year (not after $until, when given) in which an area of the given levels has a
-- figure, and the facts of that year; of an indicator without years the latest month.
WITH latest AS (
    SELECT o.indicator, coalesce(max(o.period) FILTER (WHERE o.month IS NULL), max(o.period)) AS period
    FROM observation o
    JOIN area a ON a.code = o.area AND a.inside AND list_contains($levels, a.level)
    WHERE list_contains($indicators, o.indicator)
        AND (o.value IS NOT NULL OR o.numerator IS NOT NULL) AND ($until = '' OR o.period <= $until)
    GROUP BY o.indicator
),
against AS (
    SELECT c.*, r.name AS reference_name
    FROM comparison c
    JOIN area r ON r.code = c.reference AND r.level = $reference_level
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
JOIN latest l ON l.indicator = f.indicator AND l.period = f.period
LEFT JOIN against c ON c.indicator = f.indicator AND c.area = f.area AND c.period = f.period
WHERE list_contains($indicators, f.indicator) AND f.inside AND f.level NOT IN ('wijk', 'buurt')
ORDER BY f.indicator, f.sort
