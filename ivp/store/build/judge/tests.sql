-- All tests that are looked through: comparison with the reference, change against the year (survey: wave) before and
-- trend over five points; of the last year of every indicator that says something about safety.
CREATE TEMP TABLE test AS
WITH told AS (
    SELECT f.*, good_side(i.polarity) AS good, i.detection = 'found' AS found, i.theme
    FROM year_figure f
    JOIN plan_area a ON a.code = f.area AND list_contains($told, a.level)
    JOIN indicator i ON i.id = f.indicator AND (i.polarity <> 'none' OR i.detection <> 'na')
    JOIN theme t ON t.id = i.theme AND t.veld <> 'context'
    WHERE NOT f.of_months
    QUALIFY f.period = max(f.period) OVER (PARTITION BY f.indicator)
),
looked_at AS (
    SELECT t.*, c.reference, c.ratio, c.ratio_lower, c.ratio_upper, c.difference, r.lower AS lower_ref, r.upper AS upper_ref
    FROM told t
    LEFT JOIN against c USING (indicator, area, period)
    LEFT JOIN year_figure r ON r.indicator = c.indicator AND r.area = c.reference AND r.period = c.period
),
kind AS (
    SELECT
        'comparison' AS kind, * EXCLUDE (lower, upper, lower_ref, upper_ref),
        (upper - lower) / 2 AS half, (upper_ref - lower_ref) / 2 AS half_ref,
        NULL::DOUBLE AS z, NULL::DOUBLE AS chi_squared, NULL::DOUBLE AS slope, true AS by_rule
    FROM looked_at
    WHERE reference IS NOT NULL
    UNION ALL BY NAME
    SELECT 'change' AS kind, t.*, c.z, true AS by_rule FROM looked_at t JOIN year_change c USING (indicator, area, period)
    UNION ALL BY NAME
    SELECT 'trend' AS kind, t.*, d.chi_squared, d.slope, d.direction IN ('rising', 'falling') AS by_rule
    FROM looked_at t
    JOIN year_trend d USING (indicator, area, period)
)
SELECT
    kind, indicator, area, period, reference, ratio, ratio_lower, ratio_upper, difference, half, half_ref, z,
    chi_squared, slope, by_rule, statistic = 'rate' AS is_rate, indicative, good, found, theme,
    period::INTEGER < $latest - $oldest AS old
FROM kind
ORDER BY kind, indicator, area;

SELECT kind, is_rate, ratio, ratio_lower, ratio_upper, difference, half, half_ref, z, chi_squared, slope FROM test;
