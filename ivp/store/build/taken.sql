CREATE TEMP TABLE bare AS SELECT * FROM gathered WHERE list_contains($indicators, indicator);
