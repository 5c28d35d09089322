-- Opvallend, recent figures first. Empty area or theme means no restriction; an area takes those inside it along.
SELECT n.indicator, n.area, n.period, n.kind, n.reference, i.theme, n.strength, n.old
FROM finding n
JOIN indicator i ON i.id = n.indicator
WHERE ($area = '' OR n.area IN (SELECT area FROM area_tree WHERE outer_area = $area))
    AND ($theme = '' OR i.theme = $theme)
ORDER BY n.old, n.strength DESC, n.indicator, n.area, n.kind
LIMIT $most
