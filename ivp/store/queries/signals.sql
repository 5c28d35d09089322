-- Signals outside the priorities of one area, recent figures first.
SELECT indicator, area, period, kind, reference, theme, strength, old
FROM signal
WHERE area = $area
ORDER BY old, strength DESC, indicator, area, kind
