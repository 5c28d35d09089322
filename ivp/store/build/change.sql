-- The steps with what they come to, as in the table `change`.
SELECT
    o.indicator, o.area, o.period,
    f.period AS previous_period, f.value AS previous_value, f.numerator AS previous_numerator,
    o.value - f.value AS difference,
    l.percent, l.z,
    change_word(l.outcome) AS outcome
FROM step s
POSITIONAL JOIN lent l
JOIN figure o ON o.place = s.own
JOIN figure f ON f.place = s.other
ORDER BY s.own
