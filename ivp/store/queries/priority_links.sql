-- The indicators of one priority, or all links.
SELECT priority, indicator, evidence, weight
FROM priority_link
WHERE $priority = '' OR priority = $priority
ORDER BY sort
