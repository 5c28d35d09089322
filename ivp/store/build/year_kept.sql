-- The known years of all but buurten are kept for the judgements, with what their tests need.
CREATE TABLE IF NOT EXISTS years.year_figure AS SELECT *, false AS of_months FROM figure LIMIT 0;

INSERT INTO year_figure BY NAME
SELECT f.*, false AS of_months
FROM figure f
JOIN area a ON a.code = f.area AND a.inside AND a.level <> 'buurt'
WHERE f.month IS NULL AND f.value IS NOT NULL;
