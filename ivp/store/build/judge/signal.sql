-- Indicators that are certainly high or worsening in an area, at their strongest, and belong to no priority that
-- applies there: by a link or by theme (the national frame, which is none of the four levels, only by a link). Only
-- with a good side, not indicative, and not found by looking for it.
WITH covered AS (
    SELECT a.area, l.indicator FROM applying a JOIN priority_link l USING (priority)
    UNION
    SELECT a.area, i.id FROM applying a JOIN indicator i ON i.theme = a.theme WHERE NOT a."national"
),
strongest AS (
    SELECT DISTINCT ON (t.area, t.indicator) t.*
    FROM tested t
    ANTI JOIN covered c USING (area, indicator)
    WHERE t.significant AND t.unfavourable AND NOT t.indicative AND NOT t.found
    ORDER BY t.area, t.indicator, t.strength DESC, t.kind
)
SELECT kind, indicator, area, period, side, reference, z, p, q, strength, unfavourable, indicative, theme
FROM strongest
ORDER BY strength DESC, indicator, area, kind
