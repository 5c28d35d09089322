SELECT $base AS base, b.indicator, b.area, b.period, b.period_then AS base_period, l.value, l.percent, l.z, l.code
FROM base b
POSITIONAL JOIN lent l
