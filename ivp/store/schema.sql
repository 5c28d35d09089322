-- The tables of the built database. One file, made from data/, read-only once built.

CREATE TABLE build_info (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE area (
    code VARCHAR PRIMARY KEY,
    level VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    parent VARCHAR,
    kind VARCHAR,              -- bedrijventerrein, haven, knooppunt, recreatiepark: hardly anybody lives there
    kind_reason VARCHAR,       -- naam, wijk, grondgebruik
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
    minimum INTEGER NOT NULL,
    rounding INTEGER NOT NULL,
    "order" INTEGER,
    definition VARCHAR NOT NULL,
    caveat VARCHAR NOT NULL,
    continues VARCHAR NOT NULL,
    since INTEGER,
    modelled BOOLEAN NOT NULL, -- computed with a model: never decides in the toets
    subject VARCHAR NOT NULL,  -- what it counts together with others; '' for one that is alone
    leads BOOLEAN DEFAULT true, -- of the indicators of one subject only this one counts in lists, scores and findings
    sort INTEGER NOT NULL
);

-- What several indicators count, each in the way of its own table.
CREATE TABLE subject (id VARCHAR PRIMARY KEY, label VARCHAR NOT NULL, note VARCHAR NOT NULL);

-- What tables say to publish, in the order in which they lead: of all areas of a level, or of one (`only_area`).
CREATE TABLE coverage (
    indicator VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    only_area VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    turn INTEGER NOT NULL
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

-- indicator x area x period; value in the indicator's unit, with the interval that judges (95 %).
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
    state VARCHAR NOT NULL,         -- value, provisional, unknown, withheld, not_applicable, not_fetched
    indicative BOOLEAN NOT NULL,    -- fewer cases than the indicator's minimum
    summed BOOLEAN NOT NULL,        -- made here by adding the members, not published
    source VARCHAR NOT NULL,
    no_rate VARCHAR NOT NULL,       -- why a count has no rate: few_people, or the kind of area; '' where it has one
    respondents DOUBLE,             -- of a survey, where it is known
    owner VARCHAR                   -- who had an own survey or registration made; NULL for what a table publishes
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
    difference DOUBLE,
    z DOUBLE,
    outcome VARCHAR NOT NULL        -- higher, lower: certain (95 %); much_: at 99.8 % and relevant; similar, none
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
    z DOUBLE,
    line VARCHAR NOT NULL,          -- at 95 %, as one of the signals of `movement`: up, down, same, none
    direction VARCHAR NOT NULL      -- at 99.8 %: rising, falling, stable, too_few
);

-- Which way a yearly figure goes, by three signals: the change against 2019, the change against the mean of 2020-2022
-- (of two or three of those years), and the line over five points.
CREATE TABLE movement (
    indicator VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    arrow VARCHAR NOT NULL,         -- up, down, none, mixed, unknown
    base_period VARCHAR,
    base_value DOUBLE,
    base_percent DOUBLE,            -- of the value; null below 30 cases
    base_outcome VARCHAR NOT NULL,  -- up, down, same, none
    mean_period VARCHAR,
    mean_value DOUBLE,
    mean_percent DOUBLE,
    mean_outcome VARCHAR NOT NULL,
    line VARCHAR NOT NULL,          -- up, down, same, none
    since VARCHAR                   -- the first of the five points
);

-- A yearly rate among the municipalities most like its area, in the indicator's unit; only where eight have a figure.
CREATE TABLE peer (
    indicator VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    usual VARCHAR NOT NULL,         -- high, low, usual; unknown where rounding leaves it open
    expected DOUBLE NOT NULL,       -- their middle rate; of a sum that of the likes of its members
    lower DOUBLE NOT NULL,          -- what they differ among themselves (95 %)
    upper DOUBLE NOT NULL,
    place INTEGER NOT NULL,         -- 1 is the highest; 0 of 0 for a sum
    among INTEGER NOT NULL
);

-- How much an indicator moves between years by itself, estimated from all municipalities.
CREATE TABLE spread (
    indicator VARCHAR PRIMARY KEY,
    sigma DOUBLE,                   -- standard deviation on the log scale (of shares: logit); null where none is known
    pairs INTEGER NOT NULL,         -- of consecutive years
    own BOOLEAN NOT NULL,           -- false: too few pairs, so that sigma is the middle one of its statistic
    least_down_100 DOUBLE,          -- the ratio, below and above 1, that a rate must change by to be seen at 100 cases
    least_up_100 DOUBLE,
    least_down_500 DOUBLE,
    least_up_500 DOUBLE,
    least_down_2000 DOUBLE,
    least_up_2000 DOUBLE
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

-- Limits of the funnel plot round the middle municipality, with the spread between them, over a grid of sizes.
CREATE TABLE funnel_limit (
    indicator VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    target DOUBLE NOT NULL,
    denominator DOUBLE NOT NULL,
    lower DOUBLE NOT NULL,
    upper DOUBLE NOT NULL,
    lower_firm DOUBLE NOT NULL,
    upper_firm DOUBLE NOT NULL
);

-- The plan: the fields of ivp.catalog.plan, in the order of its files.
CREATE TABLE priority (
    id VARCHAR PRIMARY KEY,
    level VARCHAR NOT NULL,         -- landelijk, regionaal, district, basisteam, lokaal
    area VARCHAR NOT NULL,          -- chose it; it applies there and in every area inside it
    title VARCHAR NOT NULL,
    theme VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    standing VARCHAR NOT NULL,      -- vastgesteld, uit nieuwsbericht, aanname, voorbeeld
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    description VARCHAR NOT NULL,
    sort INTEGER NOT NULL
);

CREATE TABLE priority_link (
    priority VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,      -- register, beleving
    weight VARCHAR NOT NULL,        -- hoofd, aanvullend
    reason VARCHAR NOT NULL,        -- why these figures belong to this priority
    sort INTEGER NOT NULL
);

CREATE TABLE goal (
    id VARCHAR PRIMARY KEY,
    area VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    direction VARCHAR NOT NULL,     -- omlaag, omhoog
    base_year INTEGER NOT NULL,
    base_value DOUBLE NOT NULL,
    target_year INTEGER NOT NULL,
    set_by VARCHAR NOT NULL,
    standing VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    priority VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,     -- empty: not in the catalog
    unit VARCHAR NOT NULL,
    target_value DOUBLE,            -- null: only the direction counts
    url VARCHAR NOT NULL,
    sort INTEGER NOT NULL
);

CREATE TABLE action (
    id VARCHAR PRIMARY KEY,
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    status VARCHAR NOT NULL,        -- gepland, loopt, afgerond, gestopt, onbekend
    standing VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    priority VARCHAR NOT NULL,
    lead VARCHAR NOT NULL,
    partners VARCHAR[] NOT NULL,
    deadline DATE,
    result VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    needs DOUBLE,                   -- what it asks in its year, in needs_unit
    needs_unit VARCHAR,             -- uren, fte, euro
    obstacle VARCHAR NOT NULL,
    sort INTEGER NOT NULL
);

CREATE TABLE partner (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    sort INTEGER NOT NULL
);

CREATE TABLE commentary (
    id VARCHAR PRIMARY KEY,
    priority VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    written DATE NOT NULL,
    author VARCHAR NOT NULL,
    sort INTEGER NOT NULL
);

CREATE TABLE decision (
    id VARCHAR PRIMARY KEY,
    priority VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    verdict VARCHAR NOT NULL,       -- handhaven, bijstellen, afbouwen, toevoegen
    body VARCHAR NOT NULL,          -- raad, college, driehoek, districtelijk driehoeksoverleg
    decided DATE NOT NULL,
    text VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    sort INTEGER NOT NULL
);

-- The toets of a priority in an area, by the figures up to and including `year`.
CREATE TABLE assessment (
    priority VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    outcome VARCHAR NOT NULL,       -- supports, improving, no_reason, mixed, contradict, not_by_figures, insufficient
    register VARCHAR NOT NULL,      -- worse, better, same, both, none
    survey VARCHAR NOT NULL,
    register_worse INTEGER NOT NULL,  -- deciding indicators
    register_better INTEGER NOT NULL,
    register_same INTEGER NOT NULL,
    register_both INTEGER NOT NULL,
    register_linked INTEGER NOT NULL, -- all linked ones
    survey_worse INTEGER NOT NULL,
    survey_better INTEGER NOT NULL,
    survey_same INTEGER NOT NULL,
    survey_both INTEGER NOT NULL,
    survey_linked INTEGER NOT NULL
);

-- One linked indicator of an assessment, with everything that its sentence needs.
CREATE TABLE assessment_part (
    priority VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    weight VARCHAR NOT NULL,
    decides BOOLEAN NOT NULL,
    excluded VARCHAR NOT NULL,      -- why it does not decide: no_figure, not_fetched, found, no_polarity, modelled, old,
                                    -- no_interval, nothing_to_compare, not_comparable, supporting; empty where it does
    said VARCHAR NOT NULL,          -- ivp.analysis.toets.FigureOutcome
    position VARCHAR NOT NULL,      -- ivp.analysis.toets.Position
    old BOOLEAN NOT NULL,
    period VARCHAR,                 -- of the last figure up to `year`; null without one
    value DOUBLE,
    numerator DOUBLE,
    denominator DOUBLE,
    lower DOUBLE,
    upper DOUBLE,
    state VARCHAR,
    indicative BOOLEAN,
    source VARCHAR,
    level_outcome VARCHAR,          -- against `reference`
    reference VARCHAR,
    reference_value DOUBLE,
    rest BOOLEAN,
    difference DOUBLE,
    usual VARCHAR,                  -- as in `peer`
    expected DOUBLE,
    likes_lower DOUBLE,
    likes_upper DOUBLE,
    place INTEGER,
    among INTEGER,
    arrow VARCHAR,                  -- as in `movement`
    base_period VARCHAR,
    base_value DOUBLE,
    base_percent DOUBLE,
    base_outcome VARCHAR,
    mean_period VARCHAR,
    mean_value DOUBLE,
    mean_percent DOUBLE,
    mean_outcome VARCHAR,
    line VARCHAR,
    since VARCHAR,
    goal VARCHAR,
    goal_state VARCHAR,             -- reached, on_schedule, behind, unknown
    goal_needed DOUBLE,
    goal_certain BOOLEAN
);

-- How far a goal is by the last figure after its base year and not after its target year.
CREATE TABLE goal_progress (
    goal VARCHAR PRIMARY KEY,
    area VARCHAR NOT NULL,
    priority VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    year INTEGER NOT NULL,          -- by the figures up to this year
    period VARCHAR,
    value DOUBLE,
    lower DOUBLE,
    upper DOUBLE,
    figure_state VARCHAR,
    needed DOUBLE,                  -- on a straight path, in the year of the figure
    state VARCHAR NOT NULL,         -- reached, on_schedule, behind, unknown
    certain BOOLEAN NOT NULL,       -- the 95 % interval lies wholly on that side
    reason VARCHAR NOT NULL         -- no_indicator, no_figure, break; empty where there is a state
);

-- Opvallend: changes and lines that survive the control of false discoveries, and differences that are certain and
-- relevant; each said once, and nothing older than two years.
CREATE TABLE finding (
    kind VARCHAR NOT NULL,          -- comparison, change, trend
    indicator VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    side VARCHAR NOT NULL,          -- higher, lower; up, down; rising, falling
    reference VARCHAR,              -- what the area is held against
    z DOUBLE NOT NULL,
    p DOUBLE NOT NULL,
    q DOUBLE,                       -- p adjusted after Benjamini & Hochberg in its family; a comparison is in none
    strength DOUBLE NOT NULL,       -- |z|
    unfavourable BOOLEAN,           -- null without polarity
    indicative BOOLEAN NOT NULL
);

-- Signals outside the priorities: certainly high or worsening, and of no priority that applies there.
CREATE TABLE signal AS SELECT * FROM finding;
ALTER TABLE signal ADD COLUMN theme VARCHAR;

-- Themes per area, by a declared score (ivp.analysis.candidates); computed from the figures, decided by nobody.
CREATE TABLE candidate (
    area VARCHAR NOT NULL,
    theme VARCHAR NOT NULL,
    rank INTEGER NOT NULL,          -- 0: neither high nor worsening, so no candidate
    score DOUBLE,                   -- 0-100; null where no figure has a good side
    high DOUBLE,                    -- part of the figures that is unfavourable among its likes or against its reference
    worsening DOUBLE,               -- part of the figures that moves the wrong way
    size DOUBLE,                    -- cases as a part of those of the district, a tenth or more being 1
    figures INTEGER NOT NULL,
    cases DOUBLE,
    cases_indicator VARCHAR,        -- what was counted
    cases_period VARCHAR,
    documented BOOLEAN NOT NULL     -- already a priority there
);

CREATE TABLE candidate_evidence (
    area VARCHAR NOT NULL,
    theme VARCHAR NOT NULL,
    member VARCHAR NOT NULL,        -- the area itself, or a gemeente in it
    kind VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    reference VARCHAR,              -- VERGELIJKBAAR: unusual among its likes
    strength DOUBLE NOT NULL,
    indicative BOOLEAN NOT NULL
);

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
