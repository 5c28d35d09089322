-- The municipalities of the snapshot.
SELECT code, name FROM read_parquet($file);
