-- The known points of one series, for the outlook: its years, or its months where it has no years; each with the number
-- of breaks of its own source that lie before it.
WITH own AS (
    SELECT *
    FROM observation
    WHERE indicator = $indicator AND area = $area AND value IS NOT NULL
)
SELECT year, month, value, (
        SELECT count(*)
        FROM event e
        WHERE e.breaks AND e.start <= make_date(o.year, coalesce(o.month, 1), 1)
            AND (len(e.sources) = 0 OR list_contains(e.sources, o.source))
    ) AS segment
FROM own o
WHERE (month IS NULL) = (SELECT bool_or(month IS NULL) FROM own)
ORDER BY period
