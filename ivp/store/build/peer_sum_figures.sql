SELECT numerator, denominator, slack FROM peer_sum ORDER BY place;
