-- Of every indicator that has twins: how they differ, and whether it is the one that leads.
SELECT i.id, s.note, i.leads
FROM indicator i
JOIN subject s ON s.id = i.subject
ORDER BY i.sort
