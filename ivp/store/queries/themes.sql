-- All themes in display order.
SELECT id, label, veld, veld_label FROM theme ORDER BY sort
