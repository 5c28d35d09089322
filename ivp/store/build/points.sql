-- The known years of every series in order, numbered anew after every break. Where no rate can be made for every year
-- (buurten have inhabitants for some years only) the count is followed.
CREATE OR REPLACE TEMP TABLE point AS
WITH yearly AS (
    SELECT *, count(value) OVER series < count(numerator) OVER series AS counted
    FROM figure
    WHERE inside AND month IS NULL AND statistic <> 'number'
    WINDOW series AS (PARTITION BY indicator, area)
)
SELECT
    place AS own, year, statistic, value, numerator, sigma, concentration, slack,
    if(counted, 1, denominator) AS denominator,
    (upper - lower) / 2 AS half,
    row_number() OVER unbroken AS turn,
    lag(period, getvariable('line_points') - 1) OVER unbroken AS first_period
FROM yearly
WHERE if(counted, numerator, value) IS NOT NULL AND (statistic <> 'survey' OR lower IS NOT NULL)
WINDOW unbroken AS (PARTITION BY indicator, area, segment ORDER BY year)
ORDER BY indicator, area, segment, year;

SELECT
    kind_of(statistic) AS kind, year::DOUBLE AS year, value, numerator, denominator, half,
    sigma, concentration, slack, turn
FROM point;
