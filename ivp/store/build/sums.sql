-- A sum is known only where every member has a figure; where the source withholds one of them it is withheld too.
-- What the source publishes itself is never replaced.
INSERT INTO given BY NAME
WITH part AS (
    SELECT * FROM given
    WHERE statistic IN ('rate', 'share') AND area IN (SELECT member FROM area_member)
),
about AS (
    SELECT
        indicator,
        period,
        bool_or(state = 'provisional') AS provisional,
        coalesce(min(source) FILTER (rank = 0), min(source)) AS source
    FROM part
    GROUP BY indicator, period
),
total AS (
    SELECT
        p.indicator, m.area, p.period,
        any_value(p.statistic) AS statistic,
        sum(p.value) AS value,
        sum(p.whole) AS whole,
        count(p.value) = any_value(m.members)
            AND (any_value(p.statistic) <> 'share' OR count(p.whole) = any_value(m.members)) AS complete,
        bool_or(p.state = 'withheld') AS withheld
    FROM part p
    JOIN member m ON m.member = p.area
    GROUP BY p.indicator, m.area, p.period
    HAVING count(p.value) > 0 OR bool_or(p.state = 'withheld')
)
SELECT
    t.indicator,
    t.area,
    t.period,
    t.statistic,
    CASE WHEN t.complete THEN t.value END AS value,
    CASE WHEN t.complete THEN t.whole END AS whole,
    CASE
        WHEN NOT t.complete THEN if(t.withheld, 'withheld', 'unknown')
        ELSE if(a.provisional, 'provisional', 'value')
    END AS state,
    a.source,
    1 AS rank,
    true AS summed
FROM total t
JOIN about a USING (indicator, period)
ANTI JOIN given own USING (indicator, area, period);
