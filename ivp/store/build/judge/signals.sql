-- The three signals of every year figure of which at least one is known.
CREATE TABLE years.moving AS
SELECT
    f.indicator, f.area, f.period,
    b.base_period, b.value AS base_value, b.percent AS base_percent, b.z AS base_z, coalesce(b.code, 9) AS base_code,
    m.base_period AS mean_period, m.value AS mean_value, m.percent AS mean_percent, m.z AS mean_z,
    coalesce(m.code, 9) AS mean_code,
    coalesce(t.line, 'none') AS line, t.first_period AS since, t.z AS line_z, line_code(t.line, t.direction) AS line_code
FROM year_figure f
LEFT JOIN base_change b ON b.base = 'year' AND b.indicator = f.indicator AND b.area = f.area AND b.period = f.period
LEFT JOIN base_change m ON m.base = 'mean' AND m.indicator = f.indicator AND m.area = f.area AND m.period = f.period
LEFT JOIN year_trend t ON t.indicator = f.indicator AND t.area = f.area AND t.period = f.period
WHERE base_code <> 9 OR mean_code <> 9 OR line_code(t.line, t.direction) <> 9
ORDER BY f.indicator, f.area, f.period;

SELECT base_code, mean_code, line_code FROM moving;
