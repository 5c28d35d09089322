"""The figures in a DuckLake instead of files on this machine: one machine publishes, every replica reads."""
