-- The indicators in the order of the tables, in batches of about $rows published figures.
WITH size AS (
    SELECT f.indicator AS id, count(*) AS figures
    FROM feed f
    JOIN published p ON p."table" = f."table" AND p.code = f.code AND p.measure = f.measure
    GROUP BY f.indicator
)
SELECT (sum(figures) OVER (ORDER BY id) - figures)::BIGINT // $rows AS batch, id FROM size ORDER BY id;
