-- Changes of year figures against the bases of the plan.
CREATE TEMP TABLE base_change (
    base VARCHAR, indicator VARCHAR, area VARCHAR, year INTEGER, period VARCHAR, value DOUBLE, percent DOUBLE, outcome VARCHAR
);
