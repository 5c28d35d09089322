SELECT numerator, denominator, slack FROM peer_own ORDER BY place;
