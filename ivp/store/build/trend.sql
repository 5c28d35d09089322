-- The points with the direction of the window that ends there, as in the table `trend`.
SELECT
    o.indicator, o.area, o.period,
    least(p.turn, getvariable('trend_points')) AS points,
    p.first_period, l.slope, l.chi_squared,
    direction_word(l.direction) AS direction
FROM point p
POSITIONAL JOIN lent l
JOIN figure o ON o.place = p.own
ORDER BY o.place
