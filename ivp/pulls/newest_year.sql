-- The last year with a figure of a municipality: of these measures, or of any when there are none given.
-- What is counted at the end of a year counts for the next.
SELECT max(CAST(period[:4] AS INTEGER) + CAST(measure = $at_the_end AS INTEGER))
FROM read_parquet($files)
WHERE area LIKE 'GM%'
    AND value IS NOT NULL
    AND (len($measures) = 0 OR list_contains($measures, measure))
