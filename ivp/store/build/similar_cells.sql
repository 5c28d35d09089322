-- The background figures by which municipalities are compared: their names into the database, their values out.
INSERT INTO similar_variable
SELECT DISTINCT measure, replace(measure, '_', ' '), "table" FROM published WHERE "table" = $table ORDER BY measure;

SELECT p.area, p.measure, p.value
FROM published p
JOIN area a ON a.code = p.area AND a.level = 'gemeente'
WHERE p."table" = $table
ORDER BY p.area, p.measure;
