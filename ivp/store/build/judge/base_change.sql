SELECT $base AS base, b.indicator, b.area, b.year, b.period, l.value, l.percent, change_word(l.outcome) AS outcome
FROM base b
POSITIONAL JOIN lent l
