-- Every yearly rate of a gemeente that has likes, by its number, and those of its likes in the same year.
CREATE TEMP TABLE peer_own AS
SELECT
    row_number() OVER (ORDER BY o.indicator, o.area, o.period) - 1 AS place,
    o.indicator, o.area, o.period, o.numerator, o.denominator,
    (i.rounding // 2)::DOUBLE AS slack
FROM observation o
JOIN indicator i ON i.id = o.indicator AND i.statistic = 'rate'
WHERE o.month IS NULL AND o.value IS NOT NULL AND o.area IN (SELECT area FROM similar_area);

SELECT o.place, s.rank - 1 AS rank, l.numerator, l.denominator
FROM peer_own o
JOIN similar_area s ON s.area = o.area
JOIN observation l ON l.indicator = o.indicator AND l.area = s.neighbour AND l.period = o.period
WHERE l.value IS NOT NULL;
