-- What tables say to publish for all areas of a level: indicator, level, period, and the table that leads.
SELECT indicator, level, period, arg_min(source, turn) AS source
FROM coverage
WHERE only_area = ''
GROUP BY indicator, level, period
ORDER BY indicator, level, period
