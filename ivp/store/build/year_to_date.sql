-- The sums with what they come to, as in the table `year_to_date`.
SELECT
    r.indicator, r.area, r.period,
    r.numerator,
    r.numerator_before AS previous_numerator,
    l.percent, l.z,
    change_word(l.outcome) AS outcome
FROM running r
POSITIONAL JOIN lent l
