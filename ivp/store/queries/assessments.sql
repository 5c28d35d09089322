-- The toets of priorities in areas; year 0 and empty lists mean no restriction.
SELECT s.*
FROM assessment s
JOIN priority p ON p.id = s.priority
JOIN area a ON a.code = s.area
WHERE ($year = 0 OR s.year = $year)
    AND (len($areas) = 0 OR list_contains($areas, s.area))
    AND (len($priorities) = 0 OR list_contains($priorities, s.priority))
ORDER BY p.sort, a.sort, s.year
