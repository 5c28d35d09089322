-- The indicators behind one toets: deciding ones first.
SELECT s.*
FROM assessment_part s
JOIN indicator i ON i.id = s.indicator
WHERE s.priority = $priority AND s.area = $area AND s.year = $year
ORDER BY s.evidence DESC, s.decides DESC, s.weight DESC, i.sort
