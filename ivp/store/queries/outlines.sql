-- Outlines of one level, with names.
SELECT o.code, a.name, a.parent, o.geometry
FROM outline o
JOIN area a ON a.code = o.code
WHERE o.level = $level
ORDER BY a.sort
