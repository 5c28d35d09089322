-- The gemeenten of every indicator and period of which enough have a rate, by the number of that group.
CREATE TEMP TABLE funnel AS
SELECT
    row_number() OVER (ORDER BY o.indicator, o.period) - 1 AS place,
    o.indicator,
    o.period,
    min(o.denominator) AS smallest,
    max(o.denominator) AS largest
FROM observation o
JOIN indicator i ON i.id = o.indicator AND i.statistic = 'rate'
JOIN area a ON a.code = o.area AND a.level = 'gemeente'
WHERE o.value IS NOT NULL
GROUP BY o.indicator, o.period
HAVING count(*) >= $enough;

SELECT f.place, o.numerator, o.denominator
FROM funnel f
JOIN observation o USING (indicator, period)
JOIN area a ON a.code = o.area AND a.level = 'gemeente'
WHERE o.value IS NOT NULL
ORDER BY f.place, o.area;
