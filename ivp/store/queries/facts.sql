-- Facts of some indicators, for areas by code or by level, in one period or all, against the reference area of one
-- level that contains them ('vergelijkbaar': against the similar municipalities of `peer`). Empty lists of areas, levels or periods mean no restriction; $grain is 'jaar', 'maand' or
-- empty for both. The tables lie in the order of the indicators: BETWEEN lets the database skip the parts without them.
WITH against AS (
    SELECT c.*
    FROM comparison c
    JOIN area r ON r.code = c.reference AND r.level = $reference_level
    WHERE c.indicator BETWEEN list_min($indicators) AND list_max($indicators)
)
SELECT
    o.indicator,
    o.area,
    o.period,
    o.value,
    o.state,
    o.source,
    o.numerator,
    o.denominator,
    o.lower,
    o.upper,
    o.indicative,
    o.summed,
    c.reference,
    c.reference_value,
    c.rest,
    c.difference,
    c.outcome,
    c.ratio,
    g.previous_period,
    g.previous_value,
    g.previous_numerator,
    g.difference AS change,
    g.percent,
    g.outcome AS change_outcome,
    t.direction,
    t.first_period,
    t.points,
    m.arrow,
    m.base_period,
    m.base_value,
    m.base_percent,
    m.base_outcome,
    m.mean_period,
    m.mean_value,
    m.mean_percent,
    m.mean_outcome,
    m.line,
    m.since,
    p.usual,
    p.expected,
    p.lower,
    p.upper,
    p.place,
    p.among,
    o.no_rate,
    o.owner
FROM observation o
JOIN area a ON a.code = o.area
LEFT JOIN against c ON c.indicator = o.indicator AND c.area = o.area AND c.period = o.period
LEFT JOIN change g ON g.indicator = o.indicator AND g.area = o.area AND g.period = o.period
LEFT JOIN trend t ON t.indicator = o.indicator AND t.area = o.area AND t.period = o.period
LEFT JOIN movement m ON m.indicator = o.indicator AND m.area = o.area AND m.period = o.period
LEFT JOIN peer p ON p.indicator = o.indicator AND p.area = o.area AND p.period = o.period
WHERE o.indicator BETWEEN list_min($indicators) AND list_max($indicators)
    AND list_contains($indicators, o.indicator)
    AND (len($areas) = 0 OR list_contains($areas, o.area))
    AND (len($levels) = 0 OR list_contains($levels, a.level))
    AND (len($periods) = 0 OR list_contains($periods, o.period))
    AND ($grain = '' OR (o.month IS NULL) = ($grain = 'jaar'))
    AND (a.inside OR $all_netherlands)
ORDER BY o.indicator, a.sort, o.period
