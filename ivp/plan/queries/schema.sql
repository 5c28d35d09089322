-- The tables of the plan as the lines of their files: the text is what counts, so that going back to files loses nothing;
-- key and cells are for who reads along, and no two rows of a table have the same key.
CREATE TABLE IF NOT EXISTS plan_line (
    table_name text NOT NULL,
    place integer NOT NULL,
    line text NOT NULL,
    key text,
    cells jsonb,
    PRIMARY KEY (table_name, place),
    UNIQUE (table_name, key) DEFERRABLE INITIALLY DEFERRED
);

-- Only ever added to; `entry` is the line of journal.jsonl.
CREATE TABLE IF NOT EXISTS plan_journal (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,
    batch text NOT NULL,
    made timestamptz NOT NULL,
    who text NOT NULL,
    table_name text NOT NULL,
    key text NOT NULL,
    entry text NOT NULL
);

CREATE INDEX IF NOT EXISTS plan_journal_batch ON plan_journal (batch);
