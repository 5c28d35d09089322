-- The last month of which one type has a figure in a gemeente: '2024-04'; null without any.
SELECT strftime(DATE '2000-01-01' + to_months(max(m.month)), '%Y-%m')
FROM neighbourhood_month m
JOIN neighbourhood_area a ON a.id = m.area
WHERE a.gemeente = $gemeente
    AND m.code = (SELECT id FROM neighbourhood_code WHERE code = $code)
    AND m.value IS NOT NULL
