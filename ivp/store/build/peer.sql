-- The gemeenten, then the sums, with what they come to, as in the table `peer`.
WITH own AS (
    SELECT row_number() OVER () - 1 AS turn, indicator, area, period
    FROM (
        SELECT indicator, area, period FROM (SELECT * FROM peer_own ORDER BY place)
        UNION ALL
        SELECT indicator, area, period FROM (SELECT * FROM peer_sum ORDER BY place)
    )
)
SELECT o.indicator, o.area, o.period, l.usual, l.expected, l.lower, l.upper, l.place, l.among
FROM own o
POSITIONAL JOIN lent l
WHERE l.expected IS NOT NULL
ORDER BY o.indicator, o.area, o.period
