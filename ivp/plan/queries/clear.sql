DELETE FROM plan_line WHERE table_name = %(table)s
