SELECT f.indicator, f.period, f.target * 1000 AS target, l.denominator, l.lower, l.upper, l.lower998, l.upper998
FROM lent l
JOIN funnel f USING (place)
ORDER BY f.place, l.denominator
