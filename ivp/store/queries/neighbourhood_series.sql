-- The months of one area and type, in order; a month without a figure has no value.
SELECT strftime(DATE '2000-01-01' + to_months(month), '%Y-%m') AS period, value
FROM neighbourhood_month
WHERE area = (SELECT id FROM neighbourhood_area WHERE area = $area)
    AND code = (SELECT id FROM neighbourhood_code WHERE code = $code)
ORDER BY month
