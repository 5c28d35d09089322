-- Open data: the areas of the catalog, or with $everywhere also the other municipalities. Empty lists restrict nothing.
SELECT
    code,
    level AS niveau,
    name AS naam,
    nullif(parent, '') AS ligt_in,
    inside AS in_dashboard,
    kind AS soort,
    kind_reason AS soort_volgens,
    lon AS lengtegraad,
    lat AS breedtegraad
FROM area
WHERE (inside OR $everywhere OR list_contains($areas, code))
    AND (len($areas) = 0 OR list_contains($areas, code))
    AND (len($levels) = 0 OR list_contains($levels, level))
ORDER BY sort, code
LIMIT $most OFFSET $skip
