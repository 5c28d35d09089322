-- One writer at a time; readers see what was there before until the transaction ends.
SET LOCAL lock_timeout = '20s';
SET LOCAL statement_timeout = '30s';
LOCK TABLE plan_journal IN SHARE ROW EXCLUSIVE MODE;
