-- Every priority in every area where it applies, for every year of its period with figures.
CREATE TEMP TABLE toets AS
SELECT row_number() OVER () - 1 AS place, t.*
FROM (
    SELECT DISTINCT p.id AS priority, w.area, w.level, unnest(range(p.start, least(p."end", $latest) + 1)) AS year
    FROM priority p
    JOIN within w ON w.outer_area = p.area AND list_contains($assessed, w.level)
    ORDER BY priority, area, year
) t;

-- For which levels an indicator has likes at all, in whatever area or year.
CREATE TEMP TABLE has_likes AS
SELECT DISTINCT p.indicator, a.level FROM peer p JOIN area a ON a.code = p.area;

-- The indicators linked to it, with the last figure up to the year and what was derived from that. `complete`: no
-- reference is missing because others have no figure. `behind`: a member has a later figure, and the sum has not.
CREATE TEMP TABLE part AS
WITH linked AS (
    SELECT t.place AS toets, t.priority, t.area, t.level, t.year, l.indicator, l.evidence, l.weight
    FROM toets t
    JOIN priority_link l ON l.priority = t.priority
),
latest_of_members AS (
    SELECT f.indicator, m.area, f.year
    FROM year_figure f
    JOIN member m ON m.member = f.area
    WHERE f.statistic IN ('rate', 'share')
    GROUP BY f.indicator, m.area, f.year
),
last_seen AS (
    SELECT o.indicator, o.area, o.year, o.state
    FROM observation o
    SEMI JOIN priority_link l ON l.indicator = o.indicator
    SEMI JOIN plan_area a ON a.code = o.area
    WHERE o.month IS NULL
)
SELECT
    l.*,
    f.period, f.value, f.numerator, f.denominator, f.lower, f.upper, f.state, f.indicative, f.source,
    coalesce(l.year - f.year > $oldest, false) AS old,
    coalesce(n.year > coalesce(f.year, 0), false) AS behind,
    s.state AS last_state,
    c.outcome AS level_outcome, c.reference, c.reference_value, c.rest, c.difference,
    p.usual, p.expected, p.lower AS likes_lower, p.upper AS likes_upper, p.place, p.among,
    p.usual IS NOT NULL OR (h.level IS NULL AND x.indicator IS NULL) AS complete,
    v.arrow, v.base_period, v.base_value, v.base_percent, v.base_outcome,
    v.mean_period, v.mean_value, v.mean_percent, v.mean_outcome, v.line, v.since,
    i.detection = 'found' AS found, i.modelled, good_side(i.polarity) AS polarity, i.sort
FROM linked l
JOIN indicator i ON i.id = l.indicator
ASOF LEFT JOIN year_figure f ON f.indicator = l.indicator AND f.area = l.area AND f.year <= l.year
ASOF LEFT JOIN latest_of_members n ON n.indicator = l.indicator AND n.area = l.area AND n.year <= l.year
ASOF LEFT JOIN last_seen s
    ON s.indicator = l.indicator AND s.area = l.area AND s.year <= l.year
LEFT JOIN against c ON c.indicator = f.indicator AND c.area = f.area AND c.period = f.period
LEFT JOIN lost x ON x.indicator = f.indicator AND x.area = f.area AND x.period = f.period
LEFT JOIN has_likes h ON h.indicator = l.indicator AND h.level = l.level
LEFT JOIN peer p ON p.indicator = f.indicator AND p.area = f.area AND p.period = f.period
LEFT JOIN movement v ON v.indicator = f.indicator AND v.area = f.area AND v.period = f.period
ORDER BY l.toets, l.evidence, l.weight = 'aanvullend', i.sort;

SELECT
    toets, evidence, weight, old, behind, found, modelled, polarity, complete,
    coalesce(arrow, 'unknown') AS arrow, usual_code(usual) AS among_likes, level_code(level_outcome) AS against_rest,
    coalesce((base_outcome <> 'none' OR mean_outcome <> 'none') AND line <> 'none', false) AS grounded
FROM part
ORDER BY rowid;
