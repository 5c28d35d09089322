SELECT c.indicator, l.* EXCLUDE (place) FROM counted c JOIN lent l USING (place) ORDER BY c.indicator
