-- The last figure of a series of some kinds that is far from the mean of the three before it, years and months apart.
-- One that was there already was seen before.
WITH series AS (
    SELECT code, measure, area, period, value,
        avg(value) OVER before AS mean,
        count(value) OVER before AS known,
        row_number() OVER (PARTITION BY code, measure, area, length(period) ORDER BY period DESC) AS place
    FROM now
    WHERE code BETWEEN $first AND $last AND value IS NOT NULL
    WINDOW before AS (
        PARTITION BY code, measure, area, length(period) ORDER BY period ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING
    )
),
seen AS (SELECT code, measure, area, period, value FROM was WHERE code BETWEEN $first AND $last)
SELECT code, measure, area, period, mean AS old, value AS new, count(*) OVER () AS jumping
FROM series
ANTI JOIN seen USING (code, measure, area, period, value)
WHERE place = 1 AND known = 3
    AND greatest(value, mean) > $factor * least(value, mean)
    AND abs(value - mean) > $deviations * sqrt(greatest(mean, 1))
ORDER BY abs(value - mean) DESC, code, area
LIMIT $most
