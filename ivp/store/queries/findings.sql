-- Opvallend with the fact of every statement, recent figures first. Empty area or theme means no restriction; an area
-- takes those inside it along. The statements are picked before anything is joined to them.
WITH picked AS MATERIALIZED (
    SELECT n.*, t.id AS theme, t.label AS theme_label
    FROM finding n
    JOIN indicator i ON i.id = n.indicator
    JOIN theme t ON t.id = i.theme
    WHERE ($area = '' OR n.area IN (SELECT area FROM area_tree WHERE outer_area = $area))
        AND ($theme = '' OR i.theme = $theme)
    ORDER BY n.old, n.strength DESC, n.indicator, n.area, n.kind
    LIMIT $most
),
facts AS MATERIALIZED (
    SELECT * FROM fact WHERE (indicator, area, period) IN (SELECT indicator, area, period FROM picked)
),
against AS MATERIALIZED (
    SELECT c.*, r.name AS reference_name
    FROM comparison c
    JOIN area r ON r.code = c.reference
    WHERE (c.indicator, c.area, c.period) IN (SELECT indicator, area, period FROM picked)
)
SELECT f.*, n.reference, c.reference_name, c.reference_value, coalesce(c.rest, false) AS rest, c.ratio, c.ratio_lower,
    c.ratio_upper, c.difference, coalesce(c.outcome, 'none') AS outcome,
    n.kind, n.side, n.z, n.p, n.q, n.strength, n.unfavourable, n.old, n.theme, n.theme_label
FROM picked n
JOIN facts f ON f.indicator = n.indicator AND f.area = n.area AND f.period = n.period
LEFT JOIN against c
    ON c.indicator = n.indicator AND c.area = n.area AND c.period = n.period AND c.reference = n.reference
ORDER BY n.old, n.strength DESC, n.indicator, n.area, n.kind
