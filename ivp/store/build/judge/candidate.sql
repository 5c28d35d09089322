-- Themes of a next plan per area, ranked by what the figures show; computed, never decided.
--
-- The declared score, 0-100, is the mean of three parts that each run from 0 to 1 (of those that have a figure: what is
-- missing is not 0):
-- - high: of the figures of the theme in the gemeenten of the area (and in the area itself), the part that is
--   significantly on the wrong side of its reference;
-- - worsening: the part of the figures with a change or trend that goes significantly the wrong way;
-- - large: the number of registered cases of the theme in the area (of its largest indicator, so that tables which
--   count the same cases are not added up) over that of the theme with most cases.
-- Only figures with a polarity, not found by looking for it, count for the first two. A theme without them has no score:
-- it stands last, and is not left out, because what is not counted can matter all the same.
WITH judged AS (
    SELECT
        theme, indicator, area,
        max((significant AND unfavourable)::INTEGER) FILTER (kind = 'comparison') AS high,
        max((significant AND unfavourable)::INTEGER) FILTER (kind <> 'comparison') AS worsening
    FROM tested
    WHERE counts
    GROUP BY theme, indicator, area
),
share AS (
    SELECT w.outer_area AS area, j.theme, avg(j.high) AS high, avg(j.worsening) AS worsening, count(*) AS figures
    FROM judged j
    JOIN candidate_member w ON w.area = j.area
    GROUP BY w.outer_area, j.theme
),
last_count AS (
    SELECT DISTINCT ON (f.indicator, f.area) f.indicator, f.area, f.period, f.numerator, i.theme
    FROM year_figure f
    JOIN indicator i ON i.id = f.indicator AND i.statistic = 'rate'
    ORDER BY f.indicator, f.area, f.year DESC
),
cases AS (
    SELECT DISTINCT ON (area, theme) area, theme, numerator AS cases, indicator AS cases_indicator, period AS cases_period
    FROM last_count
    ORDER BY area, theme, numerator DESC, indicator
),
current AS (
    SELECT area, theme, list(priority ORDER BY priority) AS priorities
    FROM applying
    WHERE NOT "national"
    GROUP BY area, theme
),
grid AS (
    SELECT a.code AS area, t.id AS theme, t.sort
    FROM plan_area a
    CROSS JOIN theme t
    WHERE list_contains($told, a.level) AND t.veld <> 'context' AND t.id <> $totals
),
part AS (
    SELECT g.*, s.high, s.worsening, s.figures, c.cases, c.cases_indicator, c.cases_period,
        c.cases / max(c.cases) OVER (PARTITION BY g.area) AS large
    FROM grid g
    LEFT JOIN share s USING (area, theme)
    LEFT JOIN cases c USING (area, theme)
),
scored AS (
    SELECT *, if(figures IS NULL, NULL, 100 * list_avg([high, worsening, large])) AS score FROM part
)
SELECT
    s.area, s.theme,
    row_number() OVER (PARTITION BY s.area ORDER BY s.score DESC NULLS LAST, s.sort) AS rank,
    s.score, s.high, s.worsening, s.large,
    coalesce(s.figures, 0) AS figures,
    s.cases, s.cases_indicator, s.cases_period,
    u.priorities IS NOT NULL AS documented,
    coalesce(u.priorities, []) AS priorities
FROM scored s
LEFT JOIN current u USING (area, theme)
ORDER BY s.area, rank
