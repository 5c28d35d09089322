-- The known points of one series, for the outlook.
SELECT period, year, month, value, source
FROM observation
WHERE indicator = $indicator AND area = $area AND value IS NOT NULL
    AND (month IS NOT NULL) = (
        SELECT bool_or(month IS NOT NULL) FROM observation WHERE indicator = $indicator AND area = $area
    )
ORDER BY period
