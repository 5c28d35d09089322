SELECT * FROM goal_year WHERE year = $latest ORDER BY goal
