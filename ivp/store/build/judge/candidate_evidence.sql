-- What `high` and `worsening` rest on, in the area itself or in a gemeente in it.
SELECT
    w.outer_area AS area, g.theme, g.area AS member, g.kind, g.indicator, g.period, g.side, g.reference,
    g.strength, g.indicative
FROM wrong g
JOIN candidate_member w ON w.area = g.area
SEMI JOIN candidate_part p ON p.area = w.outer_area AND p.theme = g.theme
WHERE g.so
ORDER BY w.outer_area, g.theme, g.strength DESC, g.indicator, g.area, g.kind, g.reference
