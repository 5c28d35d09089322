-- The sum of the twelve months up to $until ('2024-04') of one type, of every area of a gemeente that has all twelve.
WITH span AS (
    SELECT (substr($until, 1, 4)::INTEGER - 2000) * 12 + substr($until, 6, 2)::INTEGER - 1 AS last
)
SELECT a.area, sum(m.value)::BIGINT AS value
FROM neighbourhood_month m
JOIN neighbourhood_area a ON a.id = m.area
WHERE a.gemeente = $gemeente
    AND m.code = (SELECT id FROM neighbourhood_code WHERE code = $code)
    AND m.month > (SELECT last - 12 FROM span)
    AND m.month <= (SELECT last FROM span)
GROUP BY a.area
HAVING count(m.value) = 12
ORDER BY a.area
