-- How the people of a larger area are spread over its gemeenten: the sum of squared shares, which stands in where the
-- cases of its gemeenten are not all known. Of the country enough gemeenten will do ($places).
CREATE TEMP TABLE made_of AS
SELECT area, member AS part, members AS least FROM member
UNION ALL
SELECT l.code, g.code, $places FROM area l JOIN area g ON g.level = 'gemeente' WHERE l.level = 'land';

CREATE TEMP TABLE people_spread AS
SELECT m.area, i.year, sum(i.value ** 2) / sum(i.value) ** 2 AS concentration
FROM made_of m
JOIN inhabitants i ON i.area = m.part
GROUP BY m.area, i.year
HAVING count(*) >= any_value(m.least);
