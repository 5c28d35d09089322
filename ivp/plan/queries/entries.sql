SELECT entry FROM plan_journal ORDER BY number
