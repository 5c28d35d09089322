-- Every month of every year that one area and type have months of: year, month (1-12), and the value where known.
WITH own AS (
    SELECT year(day) AS year, month(day) AS month, value
    FROM (SELECT *, DATE '2000-01-01' + to_months(month) AS day FROM neighbourhood_month)
    WHERE area = (SELECT id FROM neighbourhood_area WHERE area = $area)
        AND code = (SELECT id FROM neighbourhood_code WHERE code = $code)
),
grid AS (
    SELECT y.year, n.month
    FROM (SELECT unnest(range(min(year), max(year) + 1)) AS year FROM own) y
    CROSS JOIN (SELECT unnest(range(1, 13)) AS month) n
)
SELECT g.year, g.month, o.value
FROM grid g
LEFT JOIN own o ON o.year = g.year AND o.month = g.month
ORDER BY g.year, g.month
