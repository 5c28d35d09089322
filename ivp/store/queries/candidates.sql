-- Themes of an area by the declared score.
SELECT c.area, c.theme, t.label, c.score, c.high, c.worsening, c.large, c.figures, c.cases, c.cases_indicator,
    c.cases_period, c.documented
FROM candidate c
JOIN theme t ON t.id = c.theme
WHERE c.area = $area
ORDER BY c.rank
