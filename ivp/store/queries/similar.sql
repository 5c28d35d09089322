-- The municipalities most like one municipality, with their facts for one indicator and period where they have them.
SELECT s.rank, s.distance, s.neighbour AS area, a.name AS area_name, o.period, o.value, o.numerator, o.denominator,
    o.lower, o.upper, o.state, o.indicative
FROM similar_area s
JOIN area a ON a.code = s.neighbour
LEFT JOIN observation o ON o.area = s.neighbour AND o.indicator = $indicator AND o.period = $period
WHERE s.area = $area
ORDER BY s.rank
