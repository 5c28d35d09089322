-- The figures in the unit of their indicator, without intervals. No inhabitants, or nothing to be a share of: there is no
-- rate, although the count is known.
CREATE TEMP TABLE bare AS
SELECT
    g.indicator,
    g.area,
    g.period,
    substr(g.period, 1, 4)::INTEGER AS year,
    try_cast(substr(g.period, 6, 2) AS INTEGER) AS month,
    CASE g.statistic
        WHEN 'rate' THEN g.value / p.value * 1000
        WHEN 'share' THEN g.value / nullif(g.whole, 0) * 100
        ELSE g.value
    END AS value,
    CASE WHEN g.statistic IN ('rate', 'share') THEN g.value END AS numerator,
    CASE g.statistic WHEN 'rate' THEN p.value WHEN 'share' THEN nullif(g.whole, 0) END AS denominator,
    g.margin,
    g.statistic,
    g.state,
    g.summed,
    g.source,
    i.minimum,
    a.inside,
    s.segment
FROM given g
JOIN indicator i ON i.id = g.indicator
JOIN area a ON a.code = g.area
LEFT JOIN stretch s ON s.source = g.source AND s.period = g.period
LEFT JOIN inhabitants p ON p.area = g.area AND p.year = substr(g.period, 1, 4)::INTEGER AND p.value > 0
ORDER BY g.indicator, g.area, g.period;

DROP TABLE given;
