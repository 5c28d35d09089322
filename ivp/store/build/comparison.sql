-- The pairs with what they come to, as in the table `comparison`.
SELECT
    o.indicator, o.area, o.period, f.area AS reference,
    l.reference_value, l.rest, l.ratio,
    o.value - l.reference_value AS difference,
    l.z,
    level_word(l.outcome) AS outcome
FROM pair p
POSITIONAL JOIN lent l
JOIN figure o ON o.place = p.own
JOIN figure f ON f.place = p.other
ORDER BY p.own, p.other
