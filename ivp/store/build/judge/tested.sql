-- The tests with their p, and q within their family.
CREATE TEMP TABLE tested AS
SELECT
    t.kind, t.indicator, t.area, t.period,
    sign(t.z)::INTEGER AS sign,
    CASE t.kind
        WHEN 'comparison' THEN level_word(sign)
        WHEN 'change' THEN change_word(sign)
        ELSE direction_word(sign)
    END AS side,
    t.reference, t.z, l.p, l.q,
    abs(t.z) AS strength,
    if(t.good = 0, NULL, sign * t.good < 0) AS unfavourable,
    t.indicative, t.theme,
    t.good <> 0 AND NOT t.found AS counts,
    t.found,
    l.significant
FROM test t
POSITIONAL JOIN lent l;

-- Priorities of the year of the latest figure with every area where they apply; examples do not count.
CREATE TEMP TABLE applying AS
SELECT p.id AS priority, p.theme, p.level = 'landelijk' AS "national", w.area
FROM priority p
JOIN within w ON w.outer_area = p.area
WHERE $latest BETWEEN p.start AND p."end" AND p.standing <> 'voorbeeld';
