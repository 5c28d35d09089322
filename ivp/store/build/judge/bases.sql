-- Every later figure beside the years $years together (at least $least of them), on one side of every break: counts and
-- inhabitants summed, estimates averaged with the margin of a mean. One missing number: no sum. What happens in one of
-- the years and gemeenten is diluted by the others: the concentration is that of all of them together.
CREATE OR REPLACE TEMP TABLE base AS
WITH together AS (
    SELECT
        indicator, area, segment,
        if(min(year) = max(year), min(year)::VARCHAR, min(year) || '-' || max(year)) AS period,
        avg(value) AS value,
        if(count(numerator) = count(*), sum(numerator), NULL) AS numerator,
        if(count(denominator) = count(*), sum(denominator), NULL) AS denominator,
        if(count(upper) = count(*), sqrt(sum(((upper - lower) / 2) ** 2)) / count(*), NULL) AS half,
        coalesce(
            sum(concentration * if(statistic = 'share', denominator, numerator) ** 2)
            / nullif(sum(if(statistic = 'share', denominator, numerator)), 0) ** 2,
            1 / count(*)
        ) AS concentration,
        sum(slack) AS slack
    FROM year_figure
    WHERE list_contains($years, year)
    GROUP BY indicator, area, segment
    HAVING count(*) >= $least
)
SELECT
    f.indicator, f.area, f.period, f.statistic, f.value, f.numerator, f.denominator, (f.upper - f.lower) / 2 AS half,
    f.sigma, f.concentration, f.slack,
    t.period AS period_then, t.value AS value_then, t.numerator AS numerator_then, t.denominator AS denominator_then,
    t.half AS half_then, t.concentration AS concentration_then, t.slack AS slack_then
FROM year_figure f
JOIN together t USING (indicator, area, segment)
WHERE f.year > list_max($years)
ORDER BY f.indicator, f.area, f.period;

SELECT
    kind_of(statistic) AS kind, value, numerator, denominator, half, sigma, concentration, slack,
    value_then, numerator_then, denominator_then, half_then, concentration_then, slack_then
FROM base;
