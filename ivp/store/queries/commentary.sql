-- Duiding, newest first; empty priority or area means no restriction.
SELECT id, priority, area, year, text, written, author
FROM commentary
WHERE ($priority = '' OR priority = $priority) AND ($area = '' OR area = $area)
ORDER BY year DESC, written DESC, sort
