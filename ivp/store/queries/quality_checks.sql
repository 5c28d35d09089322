SELECT name, source, passed, detail FROM quality_check ORDER BY passed, source, name
