SELECT count(*) FROM toets;
