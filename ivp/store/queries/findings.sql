-- Opvallend: what moves before what differs, the strongest first. Empty area or theme means no restriction; an area takes those inside it along. Of the
-- differences of level of one indicator only that of the area that lies furthest out.
SELECT n.indicator, n.area, n.period, n.kind, n.reference, i.theme, n.strength
FROM finding n
JOIN indicator i ON i.id = n.indicator
WHERE ($area = '' OR n.area IN (SELECT area FROM area_tree WHERE outer_area = $area))
    AND ($theme = '' OR i.theme = $theme)
QUALIFY n.kind <> 'comparison'
    OR row_number() OVER (PARTITION BY n.indicator, n.kind ORDER BY n.strength DESC, n.area) = 1
ORDER BY n.kind = 'comparison', n.strength DESC, n.indicator, n.area, n.kind
LIMIT $most
