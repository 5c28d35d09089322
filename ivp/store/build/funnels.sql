-- The rate of all municipalities together by indicator and period, with the smallest and largest of them.
CREATE OR REPLACE TEMP TABLE funnel AS
SELECT
    row_number() OVER (ORDER BY o.indicator, o.period) - 1 AS place,
    o.indicator,
    o.period,
    sum(o.numerator) / sum(o.denominator) AS target,
    min(o.denominator) AS smallest,
    max(o.denominator) AS largest
FROM observation o
JOIN indicator i ON i.id = o.indicator AND i.statistic = 'rate'
JOIN area a ON a.code = o.area AND a.level = 'gemeente'
WHERE o.value IS NOT NULL
GROUP BY o.indicator, o.period
HAVING count(*) >= $enough;

SELECT target, smallest, largest FROM funnel ORDER BY place;
