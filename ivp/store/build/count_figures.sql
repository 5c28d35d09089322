SELECT count(*) FROM figure;
