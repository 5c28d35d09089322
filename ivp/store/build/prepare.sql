-- What every later step looks up: members, references, tables that continue each other, and inhabitants.

CREATE TABLE years.member AS
SELECT area, member, count(*) OVER (PARTITION BY area) AS members FROM area_member;

-- Every area with each area that contains it; wijken and buurten are not held against each other.
CREATE TEMP TABLE reference AS
WITH RECURSIVE above(area, reference) AS (
    SELECT code, parent FROM area WHERE inside AND parent IS NOT NULL
    UNION ALL
    SELECT b.area, a.parent FROM above b JOIN area a ON a.code = b.reference WHERE a.parent IS NOT NULL
)
SELECT area, reference FROM above;

-- The tables that make an indicator, from the year `since`; of several the lowest rank is taken.
CREATE TEMP TABLE feed(indicator VARCHAR, "table" VARCHAR, code VARCHAR, measure VARCHAR, rank INTEGER, since INTEGER);

-- Areas that are gone (`gone`), and the one of the catalog in which they went up, of `parts` together.
CREATE TEMP TABLE successor(area VARCHAR, gone VARCHAR, parts INTEGER);

-- Inhabitants on 1 January, made by inhabitants.sql.
CREATE TEMP TABLE inhabitants(area VARCHAR, year INTEGER, value DOUBLE);

-- The number of breaks of a table before a period: two figures on either side of a break have other numbers.
CREATE TEMP TABLE stretch(source VARCHAR, period VARCHAR, segment INTEGER);
