-- What was derived of the year figures. Of indicators with a year that is a sum of months it is made anew: published
-- years and sums are one series, which is put in `figure` for that.
INSERT INTO year_figure BY NAME SELECT *, true AS of_months FROM figure;

CREATE TEMP TABLE mixed AS SELECT DISTINCT indicator FROM figure;

CREATE OR REPLACE TEMP TABLE figure AS
SELECT row_number() OVER () - 1 AS place, y.* EXCLUDE (place, of_months)
FROM (
    SELECT * FROM year_figure WHERE indicator IN (SELECT indicator FROM mixed) ORDER BY indicator, area, period
) y;

CREATE TABLE years.year_comparison AS
SELECT c.*
FROM comparison c
JOIN plan_area a ON a.code = c.area
ANTI JOIN mixed m ON m.indicator = c.indicator
WHERE length(c.period) = 4;

CREATE TABLE years.year_change AS
SELECT c.*
FROM change c
JOIN plan_area a ON a.code = c.area
ANTI JOIN mixed m ON m.indicator = c.indicator
WHERE length(c.period) = 4;

CREATE TABLE years.year_trend AS
SELECT t.*
FROM trend t
ANTI JOIN mixed m ON m.indicator = t.indicator;
