-- Signals outside the priorities of one area, the strongest first.
SELECT indicator, area, period, kind, reference, theme, strength
FROM signal
WHERE area = $area
ORDER BY strength DESC, indicator, area, kind
