-- Inhabitants on 1 January: of table 03759ned; where that has none of 37230ned (31 December of the year before is
-- 1 January); of wijken and buurten those of the key figures of that year, whichever table that is.
-- Larger areas without a figure of their own: the sum of all members.
INSERT INTO inhabitants
WITH taken(measure, "table", prefixes, later, choice) AS (
    VALUES
        ('bevolking_1_januari', '03759ned', NULL, 0, 1),
        ('bevolking_31_december', '37230ned', NULL, 1, 2),
        ('inwoners', NULL, $small, 0, 3)
)
SELECT DISTINCT ON (area, year) p.area, substr(p.period, 1, 4)::INTEGER + t.later AS year, p.value
FROM published p
JOIN taken t
    ON t.measure = p.measure
    AND (t."table" IS NULL OR t."table" = p."table")
    AND (t.prefixes IS NULL OR list_contains(t.prefixes, substr(p.area, 1, 2)))
WHERE p.value IS NOT NULL
ORDER BY p.area, year, t.choice, p."table", p.code, p.period;

-- An area before it existed: the sum of all areas that went up in it.
INSERT INTO inhabitants
SELECT s.area, i.year, sum(i.value)
FROM inhabitants i
JOIN successor s ON s.gone = i.area
ANTI JOIN inhabitants known ON known.area = s.area AND known.year = i.year
GROUP BY s.area, i.year
HAVING count(*) = any_value(s.parts);

INSERT INTO inhabitants
SELECT m.area, i.year, sum(i.value)
FROM inhabitants i
JOIN member m ON m.member = i.area
ANTI JOIN inhabitants known ON known.area = m.area AND known.year = i.year
GROUP BY m.area, i.year
HAVING count(*) = any_value(m.members);
