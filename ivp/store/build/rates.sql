-- No inhabitants, too few, or an area where people hardly live, or nothing to be a share of: there is no rate, although
-- the count is known.
CREATE TEMP TABLE bare AS
WITH placed AS (
    SELECT
        g.*,
        CASE
            WHEN g.statistic <> 'rate' THEN ''
            WHEN a.kind IS NOT NULL THEN a.kind
            WHEN p.value < $least_people THEN 'few_people'
            ELSE ''
        END AS no_rate,
        CASE g.statistic WHEN 'rate' THEN p.value WHEN 'share' THEN nullif(g.whole, 0) END AS base,
        a.inside
    FROM given g
    JOIN area a ON a.code = g.area
    LEFT JOIN inhabitants p ON p.area = g.area AND p.year = substr(g.period, 1, 4)::INTEGER AND p.value > 0
)
SELECT
    g.indicator,
    g.area,
    g.period,
    substr(g.period, 1, 4)::INTEGER AS year,
    try_cast(substr(g.period, 6, 2) AS INTEGER) AS month,
    CASE
        WHEN g.no_rate <> '' THEN NULL
        WHEN g.statistic = 'rate' THEN g.value / g.base * 1000
        WHEN g.statistic = 'share' THEN g.value / g.base * 100
        ELSE g.value
    END AS value,
    CASE WHEN g.statistic IN ('rate', 'share') THEN g.value END AS numerator,
    CASE WHEN g.no_rate = '' THEN g.base END AS denominator,
    g.margin,
    g.statistic,
    g.state,
    g.summed,
    g.source,
    g.no_rate,
    g.respondents,
    g.owner,
    i.minimum,
    g.inside,
    s.segment
FROM placed g
JOIN indicator i ON i.id = g.indicator
LEFT JOIN stretch s ON s.source = g.source AND s.period = g.period
ORDER BY g.indicator, g.area, g.period;

DROP TABLE given;
