-- The statements behind the candidates of an area, with the fact of the member that each is about.
WITH picked AS MATERIALIZED (
    SELECT * FROM candidate_evidence WHERE area = $area AND ($theme = '' OR theme = $theme)
),
facts AS MATERIALIZED (
    SELECT * FROM fact WHERE (indicator, area, period) IN (SELECT indicator, member, period FROM picked)
)
SELECT f.*, n.reference, r.name AS reference_name, c.reference_value, coalesce(c.rest, false) AS rest, c.ratio, c.ratio_lower,
    c.ratio_upper, c.difference, coalesce(c.outcome, 'none') AS outcome,
    n.area AS candidate_area, n.theme, n.kind, n.side, n.z, n.q, n.strength, n.old
FROM picked n
JOIN facts f ON f.indicator = n.indicator AND f.area = n.member AND f.period = n.period
LEFT JOIN comparison c
    ON c.indicator = n.indicator AND c.area = n.member AND c.period = n.period AND c.reference = n.reference
LEFT JOIN area r ON r.code = c.reference
ORDER BY n.theme, n.old, n.strength DESC, n.indicator, n.member, n.kind
