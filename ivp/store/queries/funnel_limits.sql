SELECT target, denominator, lower, upper, lower_firm, upper_firm
FROM funnel_limit
WHERE indicator = $indicator AND period = $period
ORDER BY denominator
