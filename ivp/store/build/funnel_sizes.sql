SELECT smallest, largest FROM funnel ORDER BY place;
