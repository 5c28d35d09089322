-- All areas: those of the catalog, then the other municipalities.
SELECT code, level, name, parent, sort, inside, lon, lat
FROM area
ORDER BY sort
