-- The last year of any figure with an interval; 0 without figures.
SELECT coalesce(max(year), 0) FROM year_figure WHERE lower IS NOT NULL;
