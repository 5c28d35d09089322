-- The areas that have candidates, with the gemeenten in them; themselves included.
CREATE TEMP TABLE candidate_member AS
SELECT outer_area, area
FROM within
WHERE list_contains($told, outer_level) AND (outer_area = area OR level = 'gemeente');

-- What is wrong with a figure: certainly and relevantly on the bad side of its reference, unusual among its likes on
-- that side, or moving that way; only of figures with a good side that are not found by looking for them.
CREATE TEMP TABLE wrong AS
WITH polar AS (
    SELECT * FROM told WHERE good <> 0 AND NOT found
)
SELECT
    'comparison' AS kind, p.indicator, p.area, p.period, p.theme, p.indicative, t.reference, t.side, t.strength,
    t.significant AND t.unfavourable AS so
FROM polar p
JOIN tested t ON t.kind = 'comparison' AND t.indicator = p.indicator AND t.area = p.area
UNION ALL
SELECT
    'comparison', p.indicator, p.area, p.period, p.theme, p.indicative, $likes, level_word(usual_code(e.usual)),
    $bound * 2 * abs(ln(p.value / sqrt(e.lower * e.upper))) / ln(e.upper / e.lower),
    usual_code(e.usual) * p.good < 0
FROM polar p
JOIN peer e USING (indicator, area, period)
WHERE e.usual <> 'unknown' AND p.value > 0
UNION ALL
SELECT
    'trend', p.indicator, p.area, p.period, p.theme, p.indicative, NULL,
    CASE m.arrow WHEN 'up' THEN 'rising' ELSE 'falling' END,
    greatest(abs(v.base_z), abs(v.mean_z), abs(v.line_z)),
    m.arrow = if(p.good < 0, 'up', 'down')
FROM polar p
JOIN movement m USING (indicator, area, period)
JOIN moving v USING (indicator, area, period)
WHERE m.arrow <> 'unknown';

-- Every theme of every such area with its parts; numbered by area. Cases are those of the largest leading indicator of
-- the theme, so that what is counted twice is not added up; those of the district are those of all its themes.
CREATE TEMP TABLE candidate_part AS
WITH judged AS (
    SELECT
        theme, indicator, area,
        max(so::INTEGER) FILTER (kind = 'comparison') AS high,
        max(so::INTEGER) FILTER (kind = 'trend') AS worsening
    FROM wrong
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
    JOIN indicator i ON i.id = f.indicator AND i.statistic = 'rate' AND i.leads
    WHERE f.year >= $latest - $oldest
    ORDER BY f.indicator, f.area, f.year DESC
),
cases AS (
    SELECT DISTINCT ON (area, theme) area, theme, numerator AS cases, indicator AS cases_indicator, period AS cases_period
    FROM last_count
    ORDER BY area, theme, numerator DESC, indicator
),
theme_shown AS (
    SELECT id AS theme, sort FROM theme WHERE veld <> 'context' AND id <> $totals
),
district AS (
    SELECT w.area, sum(c.cases) AS cases
    FROM within w
    JOIN cases c ON c.area = w.outer_area
    JOIN theme_shown t ON t.theme = c.theme
    WHERE w.outer_level = 'district'
    GROUP BY w.area
)
SELECT
    dense_rank() OVER (ORDER BY a.code) - 1 AS place,
    a.code AS area, t.theme,
    s.high, s.worsening, coalesce(s.figures, 0) AS figures,
    c.cases, c.cases_indicator, c.cases_period, d.cases AS district_cases,
    EXISTS (
        SELECT 1 FROM applying p WHERE p.area = a.code AND p.theme = t.theme AND NOT p."national"
    ) AS documented
FROM plan_area a
CROSS JOIN theme_shown t
LEFT JOIN share s ON s.area = a.code AND s.theme = t.theme
LEFT JOIN cases c ON c.area = a.code AND c.theme = t.theme
LEFT JOIN district d ON d.area = a.code
WHERE list_contains($told, a.level)
ORDER BY a.code, t.sort;

SELECT place, high, worsening, cases, district_cases FROM candidate_part ORDER BY rowid;
