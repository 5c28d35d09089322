-- Open data: the toets of priorities in areas. Empty lists restrict nothing.
SELECT
    s.priority AS prioriteit,
    s.area AS gebied,
    a.name AS gebied_naam,
    s.year AS jaar,
    s.outcome AS uitkomst,
    s.register_worse AS register_ongunstig,
    s.register_better AS register_gunstig,
    s.register_linked AS register_gekoppeld,
    s.survey_worse AS beleving_ongunstig,
    s.survey_better AS beleving_gunstig,
    s.survey_linked AS beleving_gekoppeld
FROM assessment s
JOIN area a ON a.code = s.area
WHERE (len($areas) = 0 OR list_contains($areas, s.area))
    AND (len($priorities) = 0 OR list_contains($priorities, s.priority))
    AND (len($years) = 0 OR list_contains($years, s.year))
ORDER BY s.priority, s.area, s.year
LIMIT $most OFFSET $skip
