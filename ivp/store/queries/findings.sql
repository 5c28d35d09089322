-- Opvallend with the fact of every statement, recent figures first. Empty area or theme means no restriction; an area
-- takes those inside it along.
SELECT f.*, n.reference, c.reference_name, c.reference_value, coalesce(c.rest, false) AS rest, c.ratio, c.ratio_lower,
    c.ratio_upper, c.difference, coalesce(c.outcome, 'none') AS outcome,
    n.kind, n.side, n.z, n.p, n.q, n.strength, n.unfavourable, n.old, t.id AS theme, t.label AS theme_label
FROM finding n
JOIN fact f ON f.indicator = n.indicator AND f.area = n.area AND f.period = n.period
JOIN indicator i ON i.id = n.indicator
JOIN theme t ON t.id = i.theme
LEFT JOIN fact_against c
    ON c.indicator = n.indicator AND c.area = n.area AND c.period = n.period AND c.reference = n.reference
WHERE ($area = '' OR n.area IN (SELECT area FROM area_tree WHERE outer_area = $area))
    AND ($theme = '' OR i.theme = $theme)
ORDER BY n.old, n.strength DESC, n.indicator, n.area, n.kind
LIMIT $most
