-- The points with the line of the window that ends there, as in the table `trend`.
SELECT
    o.indicator, o.area, o.period,
    least(p.turn, getvariable('line_points')) AS points,
    p.first_period, l.slope, l.z,
    change_word(l.line) AS line,
    direction_word(l.direction) AS direction
FROM point p
POSITIONAL JOIN lent l
JOIN figure o ON o.place = p.own
ORDER BY o.place
