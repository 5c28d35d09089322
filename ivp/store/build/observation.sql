-- The figures as in the table `observation`.
SELECT
    indicator, area, period, year, month, value, numerator, denominator, lower, upper,
    state, indicative, summed, source, no_rate, respondents, owner
FROM figure
