-- Every gemeente of the country in two consecutive years on one side of every break, beside all that are known in both
-- years; numbered by their indicator.
CREATE TEMP TABLE counted AS
SELECT row_number() OVER (ORDER BY id) - 1 AS place, id AS indicator, statistic, rounding > 1 AS rounded
FROM indicator
WHERE statistic IN ('rate', 'share');

WITH yearly AS (
    SELECT g.indicator, g.area, g.year, g.segment, g.numerator, g.denominator
    FROM gathered g
    JOIN area a ON a.code = g.area AND a.level = 'gemeente'
    WHERE g.month IS NULL AND g.numerator IS NOT NULL
),
pair AS (
    SELECT
        n.indicator, n.year, n.numerator AS now, t.numerator AS "then", n.denominator AS whole, t.denominator AS whole_then
    FROM yearly n
    JOIN yearly t USING (indicator, area, segment)
    WHERE t.year = n.year - 1
)
SELECT
    c.place, c.statistic = 'share' AS is_share, c.rounded,
    p.now, p."then", p.whole, p.whole_then,
    sum(p.now) OVER same AS all_now,
    sum(p."then") OVER same AS all_then,
    sum(p.whole) OVER same AS all_whole,
    sum(p.whole_then) OVER same AS all_whole_then
FROM pair p
JOIN counted c USING (indicator)
WINDOW same AS (PARTITION BY p.indicator, p.year);
