-- Open data: the tables that figures come from, a row for every file of it that is in use; a table without a file has
-- no date. An empty list restricts nothing.
SELECT
    s.id AS bron,
    s.title AS titel,
    s.publisher AS uitgever,
    s.licence AS licentie,
    nullif(s.url, '') AS adres,
    s.definition AS omschrijving,
    s.rhythm AS ververst,
    s.caveat AS kanttekening,
    d.file AS bestand,
    d.periods AS perioden,
    d.retrieved AS opgehaald,
    d.rows AS rijen,
    d.origin AS herkomst,
    d.note AS opmerking
FROM source s
LEFT JOIN dataset d ON d.source = s.id
WHERE len($sources) = 0 OR list_contains($sources, s.id)
ORDER BY s.id, d.file
LIMIT $most OFFSET $skip
