-- Open data: the priorities. With areas those that they chose themselves; empty lists restrict nothing.
SELECT
    p.id AS prioriteit,
    p.level AS niveau,
    p.area AS gebied,
    a.name AS gebied_naam,
    p.title AS titel,
    p.theme AS thema,
    t.label AS thema_naam,
    p.start AS eerste_jaar,
    p."end" AS laatste_jaar,
    p.standing AS status,
    p.source AS bron,
    nullif(p.url, '') AS adres,
    p.description AS omschrijving
FROM priority p
JOIN area a ON a.code = p.area
JOIN theme t ON t.id = p.theme
WHERE (len($areas) = 0 OR list_contains($areas, p.area))
    AND (len($themes) = 0 OR list_contains($themes, p.theme))
    AND (len($priorities) = 0 OR list_contains($priorities, p.id))
ORDER BY p.sort, p.id
LIMIT $most OFFSET $skip
