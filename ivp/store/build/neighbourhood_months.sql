-- Monthly counts of wijken and buurten: millions of rows, so small numbers instead of text, in the order of the
-- questions: the areas of one gemeente lie together, and the months of one area and type beside each other.
CREATE TABLE neighbourhood_area (id SMALLINT NOT NULL, area VARCHAR NOT NULL, gemeente VARCHAR NOT NULL);
CREATE TABLE neighbourhood_code (id SMALLINT NOT NULL, code VARCHAR NOT NULL);
CREATE TABLE neighbourhood_month (
    area SMALLINT NOT NULL,         -- id in neighbourhood_area
    code SMALLINT NOT NULL,         -- id in neighbourhood_code
    month SMALLINT NOT NULL,        -- months since 2000-01, which is 0
    value INTEGER                   -- null: not known or not published
);
