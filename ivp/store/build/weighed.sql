-- What the tests of a figure need: the extra spread of its indicator; its concentration, the sum of squared shares of
-- the gemeenten in its cases (of a share: in the whole), 1 for a gemeente or less; and how far rounding leaves it open.
-- A figure that was made of $months rounded ones may lie that many times as far off.
CREATE TEMP TABLE weighed AS
WITH numbered AS (
    SELECT *, row_number() OVER () AS turn FROM bare
),
sized AS (
    SELECT indicator, area, period, if(statistic = 'share', denominator, numerator) AS size FROM bare
),
cases_spread AS (
    SELECT m.area, s.indicator, s.period, sum(s.size ** 2) / nullif(sum(s.size), 0) ** 2 AS concentration
    FROM sized s
    JOIN made_of m ON m.part = s.area
    WHERE s.size IS NOT NULL
    GROUP BY m.area, s.indicator, s.period
    HAVING count(*) >= any_value(m.least)
),
sum_of AS (
    SELECT area, any_value(members) AS members FROM member GROUP BY area
)
SELECT
    b.* EXCLUDE (turn),
    s.sigma,
    coalesce(c.concentration, p.concentration, 1) AS concentration,
    (i.rounding // 2) * $months * if(b.summed, m.members, 1)::DOUBLE AS slack
FROM numbered b
JOIN indicator i ON i.id = b.indicator
LEFT JOIN spread s ON s.indicator = b.indicator
LEFT JOIN cases_spread c ON c.indicator = b.indicator AND c.area = b.area AND c.period = b.period
LEFT JOIN people_spread p ON p.area = b.area AND p.year = b.year
LEFT JOIN sum_of m ON m.area = b.area
ORDER BY b.turn;

DROP TABLE bare;

SELECT
    kind_of(statistic) AS kind, value, numerator, denominator, margin, minimum::DOUBLE AS minimum,
    sigma, concentration, slack
FROM weighed;
