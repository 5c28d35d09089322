CREATE TEMP TABLE goal_year AS
SELECT
    a.goal, a.area, a.priority, a.indicator, a.year, a.period, a.value, a.lower, a.upper, a.figure_state,
    l.needed, l.state, l.certain, l.reason
FROM goal_asked a
POSITIONAL JOIN lent l;
