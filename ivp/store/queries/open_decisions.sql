-- Open data: the decisions about priorities. Empty lists restrict nothing.
SELECT
    id AS besluit,
    priority AS prioriteit,
    area AS gebied,
    year AS jaar,
    verdict AS uitkomst,
    body AS besloten_door,
    decided AS besloten_op,
    text AS toelichting,
    source AS bron
FROM decision
WHERE (len($areas) = 0 OR list_contains($areas, area))
    AND (len($priorities) = 0 OR list_contains($priorities, priority))
    AND (len($years) = 0 OR list_contains($years, year))
ORDER BY sort, id
LIMIT $most OFFSET $skip
