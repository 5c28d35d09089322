-- All areas, or those of the catalog only.
SELECT code, level, name, parent, sort, inside, lon, lat
FROM area
WHERE inside OR $all_netherlands
ORDER BY sort
