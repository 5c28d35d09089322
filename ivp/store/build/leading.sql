-- Which of several indicators of one subject leads.
UPDATE indicator SET leads = list_contains($leading, id);
