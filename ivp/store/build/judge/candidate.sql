SELECT
    p.area, p.theme, l.rank, l.score, p.high, p.worsening, if(p.cases IS NULL, NULL, l.size) AS size,
    p.figures, p.cases, p.cases_indicator, p.cases_period, p.documented
FROM candidate_part p
POSITIONAL JOIN lent l
ORDER BY p.area, l.rank = 0, l.rank
