-- Monthly counts added up from January, beside the same months of the year before: only where every month of both
-- years has a count and no break lies between them.
CREATE OR REPLACE TEMP TABLE running AS
WITH month_sum AS (
    SELECT
        indicator, area, period, year, month, segment,
        sum(numerator) OVER since_january AS total,
        count(*) OVER since_january AS known,
        min(segment) OVER since_january AS first_segment
    FROM figure
    WHERE inside AND statistic = 'rate' AND month IS NOT NULL AND numerator IS NOT NULL
    WINDOW since_january AS (PARTITION BY indicator, area, year ORDER BY month)
)
SELECT s.indicator, s.area, s.period, s.total, b.total AS total_before
FROM month_sum s
JOIN month_sum b ON b.indicator = s.indicator AND b.area = s.area AND b.year = s.year - 1 AND b.month = s.month
WHERE s.known = s.month AND b.known = b.month AND s.segment = b.first_segment
ORDER BY s.indicator, s.area, s.period;

SELECT total, total_before FROM running;
