SELECT count(*) FROM plan_journal WHERE batch = %(batch)s
