-- Every goal in every year, with the last figure after its base year and not after its target year.
CREATE TEMP TABLE goal_asked AS
WITH asked AS (
    SELECT
        id AS goal, area, priority, indicator, sort, base_year, base_value, target_year, target_value,
        direction = 'omhoog' AS higher,
        unnest(range($first, $latest + 1)) AS year
    FROM goal
)
SELECT a.*, f.year AS figure_year, f.period, f.value, f.lower, f.upper, f.state AS figure_state, f.source, f.segment
FROM asked a
ASOF LEFT JOIN year_figure f
    ON f.indicator = a.indicator AND f.area = a.area AND f.year <= least(a.year, a.target_year)
ORDER BY a.goal, a.year;

UPDATE goal_asked
SET figure_year = NULL, period = NULL, value = NULL, lower = NULL, upper = NULL, figure_state = NULL
WHERE figure_year <= base_year;

SELECT * FROM goal_asked ORDER BY goal, year;
