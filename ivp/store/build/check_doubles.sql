-- How many figures of every table are there more than once.
WITH cell AS (
    SELECT "table", count(*) AS times
    FROM published
    GROUP BY "table", code, measure, area, period
)
SELECT "table", sum(times - 1)::BIGINT AS double FROM cell GROUP BY "table" ORDER BY "table";
