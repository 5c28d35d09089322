-- The indicators in display order of theme and file.
SELECT i.*
FROM indicator i
JOIN theme t ON t.id = i.theme
ORDER BY t.sort, i.sort
