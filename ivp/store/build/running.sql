-- Monthly counts added up from January, beside the same months of the year before: only where every month of both
-- years has a count and no break lies between them. It is one year in the same gemeenten, so its concentration is that
-- of its months, weighed by their cases.
CREATE OR REPLACE TEMP TABLE running AS
WITH month_sum AS (
    SELECT
        indicator, area, period, year, month, segment, sigma, denominator,
        sum(numerator) OVER since_january AS numerator,
        sum(slack) OVER since_january AS slack,
        coalesce(sum(concentration * numerator) OVER since_january / nullif(sum(numerator) OVER since_january, 0), 1)
            AS concentration,
        count(*) OVER since_january AS known,
        min(segment) OVER since_january AS first_segment
    FROM figure
    WHERE inside AND statistic = 'rate' AND month IS NOT NULL AND numerator IS NOT NULL
    WINDOW since_january AS (PARTITION BY indicator, area, year ORDER BY month)
)
SELECT
    s.indicator, s.area, s.period, s.sigma, s.numerator, s.denominator, s.concentration, s.slack,
    b.numerator AS numerator_before, b.denominator AS denominator_before, b.concentration AS concentration_before,
    b.slack AS slack_before
FROM month_sum s
JOIN month_sum b ON b.indicator = s.indicator AND b.area = s.area AND b.year = s.year - 1 AND b.month = s.month
WHERE s.known = s.month AND b.known = b.month AND s.segment = b.first_segment
ORDER BY s.indicator, s.area, s.period;

SELECT * EXCLUDE (indicator, area, period) FROM running;
