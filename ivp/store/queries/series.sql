-- The known points of one series, for the outlook: its years, or its months where it has no years.
SELECT period, year, month, value, source
FROM observation
WHERE indicator = $indicator AND area = $area AND value IS NOT NULL
    AND (month IS NULL) = (
        SELECT coalesce(bool_or(month IS NULL), false)
        FROM observation
        WHERE indicator = $indicator AND area = $area AND value IS NOT NULL
    )
ORDER BY period
