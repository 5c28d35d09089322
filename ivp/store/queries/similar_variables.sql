SELECT name, label, source FROM similar_variable ORDER BY name
