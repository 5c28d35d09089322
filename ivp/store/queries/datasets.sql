SELECT * FROM dataset ORDER BY source, file
