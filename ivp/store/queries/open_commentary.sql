-- Open data: the duiding, without who wrote it. Empty lists restrict nothing.
SELECT
    id AS duiding,
    priority AS prioriteit,
    area AS gebied,
    year AS jaar,
    text AS tekst,
    written AS geschreven_op
FROM commentary
WHERE (len($areas) = 0 OR list_contains($areas, area))
    AND (len($priorities) = 0 OR list_contains($priorities, priority))
    AND (len($years) = 0 OR list_contains($years, year))
ORDER BY sort, id
LIMIT $most OFFSET $skip
