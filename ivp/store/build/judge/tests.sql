-- All tests that are looked through: comparison with the reference, change against the year (survey: wave) before and
-- line over five points; of the last year of every leading indicator that says something about safety, unless that is
-- more than $oldest years before the latest figure.
CREATE TEMP TABLE told AS
SELECT f.*, good_side(i.polarity) AS good, i.detection = 'found' AS found, i.theme
FROM year_figure f
JOIN plan_area a ON a.code = f.area AND list_contains($told, a.level)
JOIN indicator i ON i.id = f.indicator AND i.leads AND (i.polarity <> 'none' OR i.detection <> 'na')
JOIN theme t ON t.id = i.theme AND t.veld <> 'context'
WHERE NOT f.of_months
QUALIFY f.period = max(f.period) OVER (PARTITION BY f.indicator) AND f.year >= $latest - $oldest;

CREATE TEMP TABLE test AS
WITH kind AS (
    SELECT
        'comparison' AS kind, t.*, c.reference, c.z, '' AS family,
        c.outcome IN ('much_higher', 'much_lower') AS by_rule, NULL::INTEGER AS start
    FROM told t
    JOIN against c USING (indicator, area, period)
    UNION ALL BY NAME
    SELECT
        'change' AS kind, t.*, NULL AS reference, c.z, if(t.statistic = 'survey', 'survey_change', 'change') AS family,
        true AS by_rule, c.previous_period::INTEGER AS start
    FROM told t
    JOIN year_change c USING (indicator, area, period)
    UNION ALL BY NAME
    SELECT
        'trend' AS kind, t.*, NULL AS reference, d.z, 'line' AS family,
        d.direction IN ('rising', 'falling') AS by_rule, d.first_period::INTEGER AS start
    FROM told t
    JOIN year_trend d USING (indicator, area, period)
)
SELECT
    k.kind, k.indicator, k.area, k.period, k.reference, k.z, k.family, k.by_rule, coalesce(k.start, 0) AS start,
    k.indicative, k.good, k.found, k.theme,
    coalesce(m.base_code, 9) AS since_before
FROM kind k
LEFT JOIN moving m ON m.indicator = k.indicator AND m.area = k.area AND m.period = k.period
WHERE k.z IS NOT NULL
ORDER BY k.kind, k.indicator, k.area;

SELECT family, z, by_rule, start, since_before FROM test;
