-- The municipalities most like one municipality, nearest first.
SELECT neighbour, distance
FROM similar_area
WHERE area = $area
ORDER BY rank
