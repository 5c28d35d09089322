-- How much every indicator that counts moves by itself, in display order; the rates with the changes that are visible.
SELECT s.indicator, s.sigma, s.pairs, s.own, s.least_down_100, s.least_up_100, s.least_down_500, s.least_up_500,
    s.least_down_2000, s.least_up_2000
FROM spread s
JOIN indicator i ON i.id = s.indicator
JOIN theme t ON t.id = i.theme
ORDER BY t.sort, i.sort
