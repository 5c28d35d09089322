INSERT INTO plan_journal (id, batch, made, who, table_name, key, entry)
VALUES (%(id)s, %(batch)s, %(made)s, %(who)s, %(table)s, %(key)s, %(entry)s)
