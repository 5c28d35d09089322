"""One DuckDB file, built from data/ and read by named queries."""

SCHEMA_VERSION = "6"
