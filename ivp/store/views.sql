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
    o.lower_firm,
    o.upper_firm,
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

-- Every catalog area with the areas that lie in it, itself included (steps 0).
CREATE VIEW area_tree AS
WITH RECURSIVE tree(outer_area, area, steps) AS (
    SELECT code, code, 0 FROM area WHERE inside
    UNION ALL
    SELECT t.outer_area, a.code, t.steps + 1
    FROM tree t
    JOIN area a ON a.parent = t.area AND a.inside
)
SELECT outer_area, area, steps FROM tree;

-- A fact with its comparison against one reference area, which the reader picks.
CREATE VIEW fact_against AS
SELECT
    f.*,
    c.reference,
    r.name AS reference_name,
    c.reference_value,
    c.rest,
    c.ratio,
    c.ratio_lower,
    c.ratio_upper,
    c.difference,
    c.outcome
FROM fact f
JOIN comparison c ON c.indicator = f.indicator AND c.area = f.area AND c.period = f.period
JOIN area r ON r.code = c.reference;
