-- The tests with their p, and q over all of them together.
CREATE TEMP TABLE tested AS
SELECT
    t.kind, t.indicator, t.area, t.period,
    CASE WHEN l.z > 0 THEN 1 WHEN l.z < 0 THEN -1 ELSE 0 END AS sign,
    CASE t.kind
        WHEN 'comparison' THEN level_word(sign)
        WHEN 'change' THEN change_word(sign)
        ELSE direction_word(sign)
    END AS side,
    t.reference, l.z, l.p, l.q,
    abs(l.z) AS strength,
    if(t.good = 0, NULL, sign * t.good < 0) AS unfavourable,
    t.indicative, t.old, t.theme,
    t.good <> 0 AND NOT t.found AS counts,
    t.found,
    l.q <= $rate AND t.by_rule AND sign <> 0 AS significant
FROM test t
POSITIONAL JOIN lent l
WHERE l.p IS NOT NULL;

-- Priorities of the year of the latest figure with every area where they apply; examples do not count.
CREATE TEMP TABLE applying AS
SELECT p.id AS priority, p.theme, p.level = 'landelijk' AS "national", w.area
FROM priority p
JOIN within w ON w.outer_area = p.area
WHERE $latest BETWEEN p.start AND p."end" AND p.standing <> 'voorbeeld';
