-- Counts of wijken and of buurten added up, against their gemeente: by how much the sum is more, at worst.
WITH part AS (
    SELECT o.indicator, o.period, o.source, o.numerator, a.level, if(a.level = 'wijk', a.parent, w.parent) AS above
    FROM observation o
    JOIN area a ON a.code = o.area AND a.inside AND a.level IN ('wijk', 'buurt')
    LEFT JOIN area w ON w.code = a.parent
    WHERE o.numerator IS NOT NULL
),
total AS (
    SELECT level, source, indicator, above, period, sum(numerator) AS numerator
    FROM part
    GROUP BY level, source, indicator, above, period
)
SELECT t.level, t.source, count(*) AS sums, max(t.numerator - g.numerator) AS worst
FROM total t
LEFT JOIN observation g ON g.indicator = t.indicator AND g.area = t.above AND g.period = t.period
GROUP BY t.level, t.source
HAVING worst IS NOT NULL
ORDER BY t.level DESC, t.source;
