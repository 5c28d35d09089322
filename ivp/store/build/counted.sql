SELECT (statistic = 'share')::INTEGER AS is_share FROM counted ORDER BY place;
