SELECT table_name, string_agg(line, '' ORDER BY place)
FROM plan_line
WHERE table_name = ANY(%(tables)s)
GROUP BY table_name
