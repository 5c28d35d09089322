-- Open data: the actions of the yearly programme, partners by their ids. Empty lists restrict nothing.
SELECT
    c.id AS actie,
    c.area AS gebied,
    a.name AS gebied_naam,
    c.year AS jaar,
    c.title AS titel,
    c.status AS voortgang,
    nullif(c.priority, '') AS prioriteit,
    c.lead AS trekker,
    c.partners,
    c.deadline AS termijn,
    c.result AS resultaat,
    c.needs AS nodig,
    c.needs_unit AS nodig_eenheid,
    c.obstacle AS belemmering,
    c.standing AS status,
    c.source AS bron,
    nullif(c.url, '') AS adres
FROM action c
JOIN area a ON a.code = c.area
WHERE (len($areas) = 0 OR list_contains($areas, c.area))
    AND (len($priorities) = 0 OR list_contains($priorities, c.priority))
    AND (len($years) = 0 OR list_contains($years, c.year))
ORDER BY c.sort, c.id
LIMIT $most OFFSET $skip
