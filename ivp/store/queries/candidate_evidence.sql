-- The statements behind the candidates of an area, about the member that each is about.
SELECT indicator, member AS area, period, kind, reference, theme, strength
FROM candidate_evidence
WHERE area = $area AND ($theme = '' OR theme = $theme)
ORDER BY theme, strength DESC, indicator, member, kind
