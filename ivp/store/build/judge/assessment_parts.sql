-- Every priority in every area where it applies, for every year of its period with figures.
CREATE TEMP TABLE toets AS
SELECT row_number() OVER () - 1 AS place, t.*
FROM (
    SELECT DISTINCT p.id AS priority, w.area, unnest(range(p.start, least(p."end", $latest) + 1)) AS year
    FROM priority p
    JOIN within w ON w.outer_area = p.area AND list_contains($assessed, w.level)
    ORDER BY priority, area, year
) t;

-- The indicators linked to it, with the last figure up to the year and what was derived from that.
CREATE TEMP TABLE part AS
WITH linked AS (
    SELECT t.place AS toets, t.priority, t.area, t.year, l.indicator, l.evidence, l.weight
    FROM toets t
    JOIN priority_link l ON l.priority = t.priority
)
SELECT
    l.*,
    f.period, f.value, f.numerator, f.denominator, f.lower, f.upper, f.state, f.indicative, f.source,
    coalesce(l.year - f.year > $oldest, false) AS old,
    c.outcome AS level_outcome, c.reference, c.reference_value, c.rest,
    d.direction, d.first_period AS trend_from,
    b.period AS base_period, b.value AS base_value, b.percent AS base_percent, b.outcome AS base_outcome,
    m.period AS mean_period, m.value AS mean_value, m.percent AS mean_percent, m.outcome AS mean_outcome,
    i.statistic, i.detection = 'found' AS found, good_side(i.polarity) AS polarity
FROM linked l
JOIN indicator i ON i.id = l.indicator
ASOF LEFT JOIN year_figure f ON f.indicator = l.indicator AND f.area = l.area AND f.year <= l.year
LEFT JOIN against c ON c.indicator = f.indicator AND c.area = f.area AND c.period = f.period
LEFT JOIN year_trend d ON d.indicator = f.indicator AND d.area = f.area AND d.period = f.period
LEFT JOIN base_change b ON b.base = 'year' AND b.indicator = f.indicator AND b.area = f.area AND b.year = f.year
LEFT JOIN base_change m ON m.base = 'mean' AND m.indicator = f.indicator AND m.area = f.area AND m.year = f.year
ORDER BY l.toets, l.evidence, l.weight = 'aanvullend', i.sort;

SELECT
    toets, dense_rank() OVER (ORDER BY toets, evidence) - 1 AS kind_of_evidence, evidence, weight, old, found,
    polarity, level_code(level_outcome) AS level, direction_code(direction) AS direction,
    change_code(base_outcome) AS base, change_code(mean_outcome) AS mean
FROM part
ORDER BY rowid;
