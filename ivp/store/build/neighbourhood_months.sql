-- From the Parquet file straight into the tables, in the order of the questions; only counts of months.
INSERT INTO neighbourhood_area
SELECT row_number() OVER (ORDER BY gemeente, area), area, gemeente
FROM (
    SELECT DISTINCT area, 'GM' || substr(area, 3, 4) AS gemeente
    FROM read_parquet($file)
    WHERE measure = $measure AND length(period) = 7
)
ORDER BY gemeente, area;

INSERT INTO neighbourhood_code
SELECT row_number() OVER (ORDER BY code), code
FROM (SELECT DISTINCT code FROM read_parquet($file) WHERE measure = $measure AND length(period) = 7)
ORDER BY code;

INSERT INTO neighbourhood_month
SELECT
    a.id,
    c.id,
    (substr(p.period, 1, 4)::SMALLINT - 2000) * 12 + substr(p.period, 6, 2)::SMALLINT - 1 AS month,
    p.value::INTEGER
FROM read_parquet($file) p
JOIN neighbourhood_area a ON a.area = p.area
JOIN neighbourhood_code c ON c.code = p.code
WHERE p.measure = $measure AND length(p.period) = 7
ORDER BY a.id, c.id, month;

CHECKPOINT;  -- the rows leave the memory

SELECT count(*) FROM neighbourhood_month;
