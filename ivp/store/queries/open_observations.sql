-- Open data: the figures, without those that somebody had made for himself: their owner decides about those. The date
-- is that of the first file of the table, as everywhere; what is not fetched has none. Empty lists restrict nothing; $grain is 'jaar', 'maand' or ''.
WITH dated AS (
    SELECT source, arg_min(retrieved, file) AS retrieved
    FROM dataset
    GROUP BY source
)
SELECT
    o.indicator,
    o.area AS gebied,
    a.name AS gebied_naam,
    a.level AS niveau,
    o.period AS periode,
    o.value AS waarde,
    i.unit AS eenheid,
    o.numerator AS aantal,
    o.denominator AS noemer,
    o.lower AS ondergrens,
    o.upper AS bovengrens,
    o.state AS toestand,
    o.indicative AS indicatief,
    o.summed AS opgeteld,
    nullif(o.no_rate, '') AS geen_cijfer_per_inwoner,
    o.respondents AS ondervraagden,
    o.source AS bron,
    CASE WHEN o.state <> 'not_fetched' THEN d.retrieved END AS opgehaald
FROM observation o
JOIN area a ON a.code = o.area
JOIN indicator i ON i.id = o.indicator
LEFT JOIN dated d ON d.source = o.source
WHERE o.owner IS NULL
    AND (a.inside OR $everywhere OR list_contains($areas, o.area))
    AND (len($areas) = 0 OR list_contains($areas, o.area))
    AND (len($levels) = 0 OR list_contains($levels, a.level))
    AND (len($indicators) = 0 OR list_contains($indicators, o.indicator))
    AND (len($themes) = 0 OR list_contains($themes, i.theme))
    AND (len($sources) = 0 OR list_contains($sources, o.source))
    AND (len($periods) = 0 OR list_contains($periods, o.period))
    AND ($grain = '' OR (o.month IS NULL) = ($grain = 'jaar'))
ORDER BY o.indicator, o.area, o.period
LIMIT $most OFFSET $skip
