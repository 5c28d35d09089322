-- Counts that the source gives for an area with members, where it gives every member too, against their sum.
WITH counted AS (
    SELECT * FROM published WHERE margin IS NULL AND value IS NOT NULL
),
total AS (
    SELECT c."table", c.code, c.measure, m.area, c.period, sum(c.value) AS value, any_value(m.members) AS members
    FROM counted c
    JOIN member m ON m.member = c.area
    GROUP BY c."table", c.code, c.measure, m.area, c.period
    HAVING count(*) = any_value(m.members)
)
SELECT
    t."table",
    a.name AS area,
    any_value(t.members) AS members,
    count(*) AS figures,
    max(abs(c.value - t.value)) AS gap,
    bool_and(abs(c.value - t.value) <= c.value * 0.001) AS passed
FROM total t
JOIN counted c USING ("table", code, measure, area, period)
JOIN area a ON a.code = t.area
GROUP BY t."table", t.area, a.name
ORDER BY t."table", t.area;
