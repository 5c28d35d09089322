-- All themes in display order.
SELECT id, label FROM theme ORDER BY sort
