-- Every figure beside that of the year before (survey: the wave before; month: the same month), by their row numbers;
-- never across a break.
CREATE OR REPLACE TEMP TABLE step AS
SELECT place AS own, lag(place) OVER earlier AS other
FROM figure
WHERE inside AND (value IS NOT NULL OR numerator IS NOT NULL)
WINDOW earlier AS (PARTITION BY indicator, area, month ORDER BY year)
QUALIFY (statistic = 'survey' OR year - lag(year) OVER earlier = 1)
    AND segment = lag(segment) OVER earlier
ORDER BY own;

SELECT own, other FROM step;
