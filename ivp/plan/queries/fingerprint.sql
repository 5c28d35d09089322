SELECT md5(coalesce(string_agg(md5(table_name || ' ' || line), '' ORDER BY table_name, place), '')) FROM plan_line
