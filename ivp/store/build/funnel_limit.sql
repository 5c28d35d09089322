SELECT f.indicator, f.period, l.target, l.denominator, l.lower, l.upper, l.lower_firm, l.upper_firm
FROM lent l
JOIN funnel f USING (place)
WHERE l.lower IS NOT NULL
ORDER BY f.place, l.denominator
