-- Of the country, per table with a total and types: the periods of which all are known, and the largest difference.
WITH land AS (
    SELECT p."table", p.code, p.period, p.value FROM published p JOIN area a ON a.code = p.area AND a.level = 'land'
),
fit AS (
    SELECT "table" FROM land GROUP BY "table" HAVING bool_or(code = '0.0.0') AND count(DISTINCT code) >= 5
),
types AS (
    SELECT "table", count(DISTINCT code) AS codes FROM land GROUP BY "table"
),
known AS (
    SELECT
        l."table",
        l.period,
        any_value(t.codes) AS codes,
        sum(l.value) FILTER (code = '0.0.0') AS total,
        sum(l.value) FILTER (code <> '0.0.0') AS parts
    FROM land l
    JOIN types t USING ("table")
    WHERE l."table" IN (SELECT "table" FROM fit)
    GROUP BY l."table", l.period
    HAVING count(*) = count(l.value) AND count(*) = any_value(t.codes)
)
SELECT
    "table",
    count(*) FILTER (length(period) = 4) AS years,
    count(*) FILTER (length(period) > 4) AS months,
    any_value(codes) - 1 AS types,
    max(abs(total - parts)) AS gap
FROM known
GROUP BY "table"
ORDER BY "table";
