-- Open data: the figures behind each toets; of a figure that somebody had made for himself the row stays, without the
-- figure. Empty lists restrict nothing.
WITH dated AS (
    SELECT source, arg_min(retrieved, file) AS retrieved
    FROM dataset
    GROUP BY source
)
SELECT
    s.priority AS prioriteit,
    s.area AS gebied,
    a.name AS gebied_naam,
    s.year AS jaar,
    s.indicator,
    s.evidence AS soort,
    s.weight AS gewicht,
    s.decides AS beslist,
    nullif(s.excluded, '') AS beslist_niet_want,
    s.period AS periode,
    CASE WHEN o.owner IS NULL THEN s.value END AS waarde,
    CASE WHEN o.owner IS NULL THEN s.numerator END AS aantal,
    s.state AS toestand,
    s.reference AS vergeleken_met,
    CASE WHEN o.owner IS NULL THEN s.reference_value END AS andere_waarde,
    s.level_outcome AS vergelijking,
    s.source AS bron,
    CASE WHEN s.state <> 'not_fetched' THEN d.retrieved END AS opgehaald
FROM assessment_part s
JOIN area a ON a.code = s.area
LEFT JOIN observation o ON o.indicator = s.indicator AND o.area = s.area AND o.period = s.period
LEFT JOIN dated d ON d.source = s.source
WHERE (len($areas) = 0 OR list_contains($areas, s.area))
    AND (len($priorities) = 0 OR list_contains($priorities, s.priority))
    AND (len($years) = 0 OR list_contains($years, s.year))
    AND (len($indicators) = 0 OR list_contains($indicators, s.indicator))
ORDER BY s.priority, s.area, s.year, s.indicator, s.evidence
LIMIT $most OFFSET $skip
