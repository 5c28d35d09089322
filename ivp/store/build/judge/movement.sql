SELECT
    m.indicator, m.area, m.period, l.arrow,
    m.base_period, m.base_value, m.base_percent, change_word(m.base_code) AS base_outcome,
    m.mean_period, m.mean_value, m.mean_percent, change_word(m.mean_code) AS mean_outcome,
    m.line,
    if(m.line = 'none', NULL, m.since) AS since
FROM moving m
POSITIONAL JOIN lent l
