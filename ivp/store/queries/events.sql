SELECT * FROM event ORDER BY start
