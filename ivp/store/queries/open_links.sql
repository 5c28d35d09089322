-- Open data: which indicators say something about which priority. Empty lists restrict nothing.
SELECT
    priority AS prioriteit,
    indicator,
    evidence AS soort,
    weight AS gewicht,
    reason AS reden
FROM priority_link
WHERE (len($priorities) = 0 OR list_contains($priorities, priority))
    AND (len($indicators) = 0 OR list_contains($indicators, indicator))
ORDER BY sort, priority, indicator
LIMIT $most OFFSET $skip
