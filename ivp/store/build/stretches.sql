-- Every table with the periods that it has figures of, and with the years of its months.
SELECT "table", period FROM published
UNION
SELECT "table", substr(period, 1, 4) FROM published;
