-- The figures with their intervals, numbered in the order of the tables: what is derived from them goes by that number.
CREATE OR REPLACE TEMP TABLE figure AS
SELECT row_number() OVER () - 1 AS place, w.*, l.* FROM weighed w POSITIONAL JOIN lent l;

DROP TABLE weighed;
