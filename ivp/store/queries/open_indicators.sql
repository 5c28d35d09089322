-- Open data: the indicators with theme and veiligheidsveld. Empty lists restrict nothing.
SELECT
    i.id AS indicator,
    i.label AS naam,
    i.theme AS thema,
    t.label AS thema_naam,
    t.veld_label AS veiligheidsveld,
    i.statistic AS maatstaf,
    i.unit AS eenheid,
    i.decimals AS decimalen,
    i.polarity AS gunstig,
    i.detection AS bekend_door,
    i.minimum AS indicatief_onder,
    i.rounding AS bron_rondt_af_op,
    i.leads AS telt_mee_in_lijsten,
    i.modelled AS berekend_met_model,
    i.source AS bron,
    i.code AS bron_code,
    i.measure AS bron_maat,
    i.definition AS omschrijving,
    i.caveat AS kanttekening
FROM indicator i
JOIN theme t ON t.id = i.theme
WHERE (len($indicators) = 0 OR list_contains($indicators, i.id))
    AND (len($themes) = 0 OR list_contains($themes, i.theme))
    AND (len($sources) = 0 OR list_contains($sources, i.source))
ORDER BY t.sort, i.sort, i.id
LIMIT $most OFFSET $skip
