SELECT file, source, title, periods, retrieved, origin, rows, note FROM dataset ORDER BY source, file
