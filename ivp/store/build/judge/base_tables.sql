-- Changes of year figures against the bases of the plan; `code` as in the arrays.
CREATE TABLE years.base_change (
    base VARCHAR, indicator VARCHAR, area VARCHAR, period VARCHAR, base_period VARCHAR, value DOUBLE, percent DOUBLE,
    z DOUBLE, code TINYINT
);
