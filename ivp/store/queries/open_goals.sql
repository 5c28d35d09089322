-- Open data: the goals with how far they are; not those about a figure that somebody had made for himself.
-- Empty lists restrict nothing.
SELECT
    g.id AS doel,
    g.area AS gebied,
    a.name AS gebied_naam,
    g.measure AS meting,
    nullif(g.indicator, '') AS indicator,
    nullif(g.priority, '') AS prioriteit,
    g.direction AS richting,
    g.base_year AS beginjaar,
    g.base_value AS beginwaarde,
    g.target_year AS doeljaar,
    g.target_value AS doelwaarde,
    g.unit AS eenheid,
    g.set_by AS gesteld_door,
    p.period AS periode,
    p.value AS waarde,
    p.needed AS nu_nodig,
    p.state AS stand,
    p.certain AS zeker,
    g.standing AS status,
    g.source AS bron,
    nullif(g.url, '') AS adres
FROM goal g
JOIN area a ON a.code = g.area
LEFT JOIN goal_progress p ON p.goal = g.id
LEFT JOIN observation o ON o.indicator = g.indicator AND o.area = g.area AND o.period = p.period
WHERE o.owner IS NULL
    AND (len($areas) = 0 OR list_contains($areas, g.area))
    AND (len($priorities) = 0 OR list_contains($priorities, g.priority))
    AND (len($indicators) = 0 OR list_contains($indicators, g.indicator))
ORDER BY g.sort, g.id
LIMIT $most OFFSET $skip
