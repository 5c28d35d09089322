-- Figures that came, went or changed between two snapshots, by source.
WITH before AS (FROM lake.observation AT (VERSION => $old)),
after AS (FROM lake.observation AT (VERSION => $new))
SELECT
    coalesce(a.source, b.source) AS source,
    count(*) FILTER (b.indicator IS NULL) AS new,
    count(*) FILTER (a.indicator IS NULL) AS gone,
    count(*) FILTER (
        a.indicator IS NOT NULL AND b.indicator IS NOT NULL
        AND (a.value, a.numerator, a.denominator, a.state) IS DISTINCT FROM (b.value, b.numerator, b.denominator, b.state)
    ) AS changed
FROM before b
FULL JOIN after a ON a.indicator = b.indicator AND a.area = b.area AND a.period = b.period
GROUP BY ALL
HAVING new + gone + changed > 0
ORDER BY source
