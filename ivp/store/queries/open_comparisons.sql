-- Open data: the figures of the catalog's areas against a reference, without those that somebody had made for himself.
-- $references are levels of the reference; empty lists restrict nothing.
WITH dated AS (
    SELECT source, arg_min(retrieved, file) AS retrieved
    FROM dataset
    GROUP BY source
)
SELECT
    c.indicator,
    c.area AS gebied,
    a.name AS gebied_naam,
    a.level AS niveau,
    c.period AS periode,
    o.value AS waarde,
    i.unit AS eenheid,
    c.reference AS vergeleken_met,
    r.level AS vergelijk,
    c.rest AS met_de_rest,
    c.reference_value AS andere_waarde,
    c.difference AS verschil,
    c.ratio AS verhouding,
    c.outcome AS uitkomst,
    o.state AS toestand,
    o.indicative AS indicatief,
    o.source AS bron,
    d.retrieved AS opgehaald
FROM comparison c
JOIN observation o ON o.indicator = c.indicator AND o.area = c.area AND o.period = c.period
JOIN area a ON a.code = c.area
JOIN area r ON r.code = c.reference
JOIN indicator i ON i.id = c.indicator
LEFT JOIN dated d ON d.source = o.source
WHERE o.owner IS NULL
    AND a.inside
    AND (len($areas) = 0 OR list_contains($areas, c.area))
    AND (len($levels) = 0 OR list_contains($levels, a.level))
    AND (len($references) = 0 OR list_contains($references, r.level))
    AND (len($indicators) = 0 OR list_contains($indicators, c.indicator))
    AND (len($themes) = 0 OR list_contains($themes, i.theme))
    AND (len($sources) = 0 OR list_contains($sources, o.source))
    AND (len($periods) = 0 OR list_contains($periods, c.period))
ORDER BY c.indicator, c.area, c.period, c.reference
LIMIT $most OFFSET $skip
