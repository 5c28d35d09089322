-- The parts with their judgement, and the goal for this indicator and area: of this priority, else of none.
WITH judged AS (
    SELECT p.*, l.said, l.position, l.decides FROM part p POSITIONAL JOIN lent l
),
aimed AS (
    SELECT DISTINCT ON (p.priority, p.area, p.year, p.indicator)
        p.priority, p.area, p.year, p.indicator, g.goal, g.state, g.needed, g.certain
    FROM part p
    JOIN goal_year g
        ON g.indicator = p.indicator AND g.area = p.area AND g.year = p.year AND g.priority IN (p.priority, '')
    ORDER BY p.priority, p.area, p.year, p.indicator, g.priority DESC, g.goal
)
SELECT
    p.priority, p.area, p.year, p.indicator, p.evidence, p.weight, p.decides,
    CASE
        WHEN p.decides THEN ''
        WHEN p.period IS NULL AND NOT p.behind THEN if(p.last_state = 'not_fetched', 'not_fetched', 'no_figure')
        WHEN p.found THEN 'found'
        WHEN p.polarity = 0 THEN 'no_polarity'
        WHEN p.modelled THEN 'modelled'
        WHEN p.behind THEN 'not_comparable'
        WHEN p.old THEN 'old'
        WHEN p.lower IS NULL THEN 'no_interval'
        WHEN p.said = 'not_comparable' THEN 'not_comparable'
        WHEN p.said IN ('unknown', 'level_only') THEN 'nothing_to_compare'
        ELSE 'supporting'
    END AS excluded,
    p.said, p.position, p.old,
    p.period, p.value, p.numerator, p.denominator, p.lower, p.upper, p.state, p.indicative, p.source,
    p.level_outcome, p.reference, p.reference_value, p.rest, p.difference,
    p.usual, p.expected, p.likes_lower, p.likes_upper, p.place, p.among,
    p.arrow, p.base_period, p.base_value, p.base_percent, p.base_outcome,
    p.mean_period, p.mean_value, p.mean_percent, p.mean_outcome, p.line, p.since,
    a.goal, a.state AS goal_state, a.needed AS goal_needed, a.certain AS goal_certain
FROM judged p
LEFT JOIN aimed a USING (priority, area, year, indicator)
ORDER BY p.toets, p.evidence, p.weight = 'aanvullend', p.sort
