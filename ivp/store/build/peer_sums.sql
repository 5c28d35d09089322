-- The sums of such gemeenten, beside their members by number; only where every member has a figure.
CREATE TEMP TABLE peer_sum AS
SELECT row_number() OVER (ORDER BY s.indicator, s.area, s.period) - 1 AS place, s.*
FROM (
    SELECT
        s.indicator, s.area, s.period,
        any_value(s.numerator) AS numerator,
        any_value(s.denominator) AS denominator,
        if(any_value(s.summed), sum(o.slack), any_value(o.slack)) AS slack
    FROM member m
    JOIN peer_own o ON o.area = m.member
    JOIN observation s ON s.indicator = o.indicator AND s.area = m.area AND s.period = o.period AND s.value IS NOT NULL
    GROUP BY s.indicator, s.area, s.period
    HAVING count(*) = any_value(m.members)
) s;

SELECT s.place AS sum, o.place AS member
FROM peer_sum s
JOIN member m ON m.area = s.area
JOIN peer_own o ON o.area = m.member AND o.indicator = s.indicator AND o.period = s.period
ORDER BY s.place, o.place;
