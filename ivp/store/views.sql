-- Everything that a page shows of one figure, for one reference area: the join that the reader filters.
CREATE VIEW fact AS
SELECT
    o.indicator,
    o.area,
    a.name AS area_name,
    a.level,
    a.parent,
    a.sort,
    a.inside,
    o.period,
    o.year,
    o.month,
    o.value,
    o.numerator,
    o.denominator,
    o.lower,
    o.upper,
    o.lower998,
    o.upper998,
    o.state,
    o.indicative,
    o.summed,
    o.source,
    c.previous_period,
    c.previous_value,
    c.previous_numerator,
    c.difference AS change,
    c.percent AS change_percent,
    coalesce(c.outcome, 'none') AS change_outcome,
    coalesce(t.direction, 'too_few') AS direction,
    t.first_period AS trend_from,
    coalesce(t.points, 0) AS trend_points
FROM observation o
JOIN area a ON a.code = o.area
LEFT JOIN change c ON c.indicator = o.indicator AND c.area = o.area AND c.period = o.period
LEFT JOIN trend t ON t.indicator = o.indicator AND t.area = o.area AND t.period = o.period;
