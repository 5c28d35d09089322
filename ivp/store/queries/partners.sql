SELECT id, name, role, source, url FROM partner ORDER BY sort
