SELECT target, denominator, lower, upper, lower998, upper998
FROM funnel_limit
WHERE indicator = $indicator AND period = $period
ORDER BY denominator
