-- Put the figures of `bare` with those of the other indicators: how much figures move is known only when all are there.
CREATE TEMP TABLE IF NOT EXISTS gathered AS SELECT * FROM bare LIMIT 0;

INSERT INTO gathered BY NAME SELECT * FROM bare;

DROP TABLE bare;
