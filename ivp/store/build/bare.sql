-- What the intervals of the figures rest on, in their order.
SELECT kind_of(statistic) AS kind, value, numerator, denominator, margin, minimum::DOUBLE AS minimum FROM bare;
