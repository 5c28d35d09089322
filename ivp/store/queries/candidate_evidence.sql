-- The statements behind the candidates of an area, with the fact of the member that each is about.
SELECT f.*, n.reference, c.reference_name, c.reference_value, coalesce(c.rest, false) AS rest, c.ratio, c.ratio_lower,
    c.ratio_upper, c.difference, coalesce(c.outcome, 'none') AS outcome,
    n.area AS candidate_area, n.theme, n.kind, n.side, n.z, n.q, n.strength, n.old
FROM candidate_evidence n
JOIN fact f ON f.indicator = n.indicator AND f.area = n.member AND f.period = n.period
LEFT JOIN fact_against c
    ON c.indicator = n.indicator AND c.area = n.member AND c.period = n.period AND c.reference = n.reference
WHERE n.area = $area AND ($theme = '' OR n.theme = $theme)
ORDER BY n.theme, n.old, n.strength DESC, n.indicator, n.member, n.kind
