-- The known years of every series in order, numbered anew after every break. Where no rate can be made for every year
-- (buurten have inhabitants for some years only) the count is followed.
CREATE OR REPLACE TEMP TABLE point AS
WITH yearly AS (
    SELECT *, count(value) OVER series < count(numerator) OVER series AS counted
    FROM figure
    WHERE inside AND month IS NULL
    WINDOW series AS (PARTITION BY indicator, area)
)
SELECT
    place AS own, year, counted,
    if(counted, numerator, value) AS y,
    if(counted, NULL, lower) AS low,
    if(counted, NULL, upper) AS high,
    row_number() OVER unbroken AS turn,
    lag(period, getvariable('trend_points') - 1) OVER unbroken AS first_period
FROM yearly
WHERE if(counted, numerator, value) IS NOT NULL AND (counted OR lower IS NOT NULL)
WINDOW unbroken AS (PARTITION BY indicator, area, segment ORDER BY year)
ORDER BY indicator, area, segment, year;

SELECT counted, year::DOUBLE AS year, y, low, high, turn FROM point;
