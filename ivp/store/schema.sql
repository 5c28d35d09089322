-- The tables of the built database. One file, made from data/, read-only once built.

CREATE TABLE build_info (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE area (
    code VARCHAR PRIMARY KEY,
    level VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    parent VARCHAR,
    sort INTEGER NOT NULL,
    inside BOOLEAN NOT NULL,   -- part of the catalog (false: another Dutch municipality, for comparison only)
    lon DOUBLE,
    lat DOUBLE
);

CREATE TABLE area_member (area VARCHAR NOT NULL, member VARCHAR NOT NULL);

CREATE TABLE theme (id VARCHAR PRIMARY KEY, label VARCHAR NOT NULL, veld VARCHAR NOT NULL, veld_label VARCHAR NOT NULL, sort INTEGER NOT NULL);

CREATE TABLE indicator (
    id VARCHAR PRIMARY KEY,
    label VARCHAR NOT NULL,
    short VARCHAR NOT NULL,
    theme VARCHAR NOT NULL,
    statistic VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    decimals INTEGER NOT NULL,
    polarity VARCHAR NOT NULL,
    detection VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    denominator_measure VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,
    minimum INTEGER NOT NULL,
    rounding INTEGER NOT NULL,
    "order" INTEGER,
    definition VARCHAR NOT NULL,
    caveat VARCHAR NOT NULL,
    sort INTEGER NOT NULL
);

CREATE TABLE source (
    id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    rhythm VARCHAR NOT NULL,
    caveat VARCHAR NOT NULL
);

CREATE TABLE event (
    id VARCHAR PRIMARY KEY,
    start DATE NOT NULL,
    "end" DATE,
    label VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    breaks BOOLEAN NOT NULL,
    sources VARCHAR[] NOT NULL,
    url VARCHAR NOT NULL
);

-- One row per file of the snapshot, as its manifest says.
CREATE TABLE dataset (
    file VARCHAR PRIMARY KEY,
    source VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    periods VARCHAR NOT NULL,
    retrieved DATE NOT NULL,
    origin VARCHAR NOT NULL,
    rows INTEGER NOT NULL,
    sha256 VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);

-- Outcomes of the checks on the figures, for the page Verantwoording.
CREATE TABLE quality_check (name VARCHAR NOT NULL, source VARCHAR NOT NULL, passed BOOLEAN NOT NULL, detail VARCHAR NOT NULL);

CREATE TABLE population (area VARCHAR NOT NULL, year INTEGER NOT NULL, value DOUBLE NOT NULL, source VARCHAR NOT NULL);

-- indicator x area x period; value in the indicator's unit, intervals at 95 and 99.8 %.
CREATE TABLE observation (
    indicator VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    period VARCHAR NOT NULL,        -- '2024' or '2025-03'
    year INTEGER NOT NULL,
    month INTEGER,
    value DOUBLE,
    numerator DOUBLE,
    denominator DOUBLE,
    lower DOUBLE,
    upper DOUBLE,
    lower998 DOUBLE,
    upper998 DOUBLE,
    state VARCHAR NOT NULL,         -- value, provisional, unknown, withheld, not_applicable
    indicative BOOLEAN NOT NULL,    -- fewer cases than the indicator's minimum
    summed BOOLEAN NOT NULL,        -- made here by adding the members, not published
    source VARCHAR NOT NULL
);

-- An observation against a reference area; where the reference contains the area, against the rest of it.
CREATE TABLE comparison (
    indicator VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    reference_value DOUBLE,         -- value of the rest (or of the whole, where it does not contain the area)
    rest BOOLEAN NOT NULL,
    ratio DOUBLE,
    ratio_lower DOUBLE,
    ratio_upper DOUBLE,
    difference DOUBLE,
    outcome VARCHAR NOT NULL        -- much_higher, higher, similar, lower, much_lower, none
);

-- Change against the period a year before (years: the year before; months: the same month a year before).
CREATE TABLE change (
    indicator VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    previous_period VARCHAR NOT NULL,
    previous_value DOUBLE,
    previous_numerator DOUBLE,
    difference DOUBLE,              -- of the value, in the indicator's unit
    percent DOUBLE,                 -- of the count; null below 30 cases
    z DOUBLE,
    outcome VARCHAR NOT NULL        -- up, down, same, none
);

-- Direction over the last five points that lie on one side of every break, ending at `period`.
CREATE TABLE trend (
    indicator VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    points INTEGER NOT NULL,
    first_period VARCHAR,
    slope DOUBLE,
    chi_squared DOUBLE,
    direction VARCHAR NOT NULL      -- rising, falling, stable, too_few
);

-- Monthly counts of January up to `period`, against the same months of the year before.
CREATE TABLE year_to_date (
    indicator VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    numerator DOUBLE NOT NULL,
    previous_numerator DOUBLE NOT NULL,
    percent DOUBLE,                 -- null below 30 cases
    z DOUBLE,
    outcome VARCHAR NOT NULL        -- up, down, same, none
);

-- Areas most like an area, by standardised Euclidean distance; not symmetric.
CREATE TABLE similar_area (area VARCHAR NOT NULL, neighbour VARCHAR NOT NULL, rank INTEGER NOT NULL, distance DOUBLE NOT NULL);
CREATE TABLE similar_variable (name VARCHAR NOT NULL, label VARCHAR NOT NULL, source VARCHAR NOT NULL);

-- Outlines as GeoJSON geometry, for the levels that data/geo has them for.
CREATE TABLE outline (code VARCHAR PRIMARY KEY, level VARCHAR NOT NULL, geometry VARCHAR NOT NULL);

-- Limits of the funnel plot round the rate of all municipalities together, over a grid of population sizes.
CREATE TABLE funnel_limit (
    indicator VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    target DOUBLE NOT NULL,
    denominator DOUBLE NOT NULL,
    lower DOUBLE NOT NULL,
    upper DOUBLE NOT NULL,
    lower998 DOUBLE NOT NULL,
    upper998 DOUBLE NOT NULL
);
