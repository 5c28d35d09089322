-- The indicators behind one toets: deciding ones first.
SELECT s.*, a.name AS area_name, a.level AS area_level, r.name AS reference_name
FROM assessment_part s
JOIN indicator i ON i.id = s.indicator
JOIN area a ON a.code = s.area
LEFT JOIN area r ON r.code = s.reference
WHERE s.priority = $priority AND s.area = $area AND s.year = $year
ORDER BY s.evidence DESC, s.decides DESC, s.weight DESC, i.sort
