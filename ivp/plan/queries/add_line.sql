INSERT INTO plan_line (table_name, place, line, key, cells)
VALUES (%(table)s, %(place)s, %(line)s, %(key)s, %(cells)s)
