-- The year figures that judgements rest on: those of the sources are there (`year_figure`), and the sums of months.

CREATE TABLE years.plan_area AS
SELECT code, level FROM area WHERE inside AND list_contains($planned, level);

-- Every such area with all that lie in it, by the tree and by membership; itself included.
CREATE TABLE years.within AS
WITH pair AS (
    SELECT reference AS outer_area, area FROM reference
    UNION
    SELECT area, member FROM area_member
    UNION
    SELECT code, code FROM plan_area
)
SELECT p.outer_area, p.area, o.level AS outer_level, a.level
FROM pair p
JOIN plan_area o ON o.code = p.outer_area
JOIN plan_area a ON a.code = p.area;

-- A year that the source gives by month alone is the sum of its twelve months, only where all are known; not of a year
-- that the source gives itself, or withholds.
CREATE TEMP TABLE bare AS
WITH known AS (
    SELECT indicator, area, year FROM observation WHERE month IS NULL AND (value IS NOT NULL OR state = 'withheld')
),
total AS (
    SELECT
        o.indicator, o.area, o.year,
        sum(o.numerator) AS numerator,
        any_value(o.denominator) AS denominator,
        arg_min(o.source, o.month) AS source,
        arg_min(o.summed, o.month) AS summed,
        bool_or(o.state = 'provisional') AS provisional
    FROM observation o
    JOIN plan_area a ON a.code = o.area
    JOIN indicator i ON i.id = o.indicator AND i.statistic = 'rate'
    WHERE o.month IS NOT NULL AND o.numerator IS NOT NULL
    GROUP BY o.indicator, o.area, o.year
    HAVING count(*) = 12 AND any_value(o.denominator) IS NOT NULL
)
SELECT
    t.indicator, t.area, t.year::VARCHAR AS period, t.year, NULL::INTEGER AS month,
    t.numerator / t.denominator * 1000 AS value,
    t.numerator, t.denominator,
    NULL::DOUBLE AS margin,
    i.statistic,
    if(t.provisional, 'provisional', 'value') AS state,
    t.summed, t.source, i.minimum,
    true AS inside,
    s.segment
FROM total t
ANTI JOIN known k ON k.indicator = t.indicator AND k.area = t.area AND k.year = t.year
JOIN indicator i ON i.id = t.indicator
LEFT JOIN stretch s ON s.source = t.source AND s.period = t.year::VARCHAR
ORDER BY t.indicator, t.area, t.year;
