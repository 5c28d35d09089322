-- A value that takes reading every column of the large tables that pages ask for
SELECT
    (SELECT bit_xor(hash(observation)) FROM observation),
    (SELECT bit_xor(hash(comparison)) FROM comparison),
    (SELECT bit_xor(hash(change)) FROM change),
    (SELECT bit_xor(hash(trend)) FROM trend)
