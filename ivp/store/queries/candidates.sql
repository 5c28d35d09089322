-- Themes of an area by the declared score; those that are no candidate after them, those without a score last.
SELECT c.area, c.theme, t.label, c.rank, c.score, c.high, c.worsening, c.size, c.figures, c.cases,
    coalesce(c.cases_indicator, ''), coalesce(c.cases_period, ''), c.documented
FROM candidate c
JOIN theme t ON t.id = c.theme
WHERE c.area = $area
ORDER BY c.rank = 0, c.rank, c.score DESC NULLS LAST, t.sort
