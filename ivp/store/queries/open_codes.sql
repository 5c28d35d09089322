-- Open data: every code that can be asked for, by what it is a code of.
SELECT 'gebied' AS what, code FROM area
UNION ALL
SELECT 'indicator', id FROM indicator
UNION ALL
SELECT 'thema', id FROM theme
UNION ALL
SELECT 'bron', id FROM source
UNION ALL
SELECT 'prioriteit', id FROM priority
