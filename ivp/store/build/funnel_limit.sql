SELECT f.indicator, f.period, f.target * 1000 AS target, l.denominator, l.lower, l.upper, l.lower_firm, l.upper_firm
FROM lent l
JOIN funnel f USING (place)
ORDER BY f.place, l.denominator
