-- Besluiten, newest first; empty priority or area means no restriction.
SELECT id, priority, area, year, verdict, body, decided, text, source
FROM decision
WHERE ($priority = '' OR priority = $priority) AND ($area = '' OR area = $area)
ORDER BY year DESC, decided DESC, sort
