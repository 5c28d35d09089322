SELECT
    kind_of(statistic) AS kind, value, numerator, denominator, (upper - lower) / 2 AS half, sigma, concentration, slack
FROM figure;
