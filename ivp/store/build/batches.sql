-- The indicators in the order of the tables, in batches of about $rows published figures.
WITH size AS (
    SELECT i.id, count(*) AS figures
    FROM indicator i
    JOIN continued c ON c.main = i.source
    JOIN published p ON p."table" = c."table" AND p.code = i.code AND p.measure = i.measure
    GROUP BY i.id
)
SELECT (sum(figures) OVER (ORDER BY id) - figures)::BIGINT // $rows AS batch, id FROM size ORDER BY id;
