-- Which indicator has figures for which level and period, and for how many areas of the catalog.
SELECT o.indicator, a.level, o.period,
    count(*) FILTER (WHERE o.value IS NOT NULL OR o.numerator IS NOT NULL) AS known,
    count(*) FILTER (WHERE o.value IS NOT NULL) AS valued
FROM observation o
JOIN area a ON a.code = o.area AND a.inside
GROUP BY ALL
ORDER BY o.indicator, a.level, o.period
