-- Numbers in the arrays and what they are called in the tables; the words are those of the catalog and of the facts.
SET VARIABLE kinds = $kinds;
SET VARIABLE level_words = $levels;
SET VARIABLE change_words = $changes;
SET VARIABLE direction_words = $directions;
SET VARIABLE line_points = $points;

CREATE TEMP MACRO kind_of(statistic) AS (list_position(getvariable('kinds'), statistic) - 1)::TINYINT;
CREATE TEMP MACRO level_word(code) AS coalesce(getvariable('level_words')[code + 3], 'none');
CREATE TEMP MACRO change_word(code) AS coalesce(getvariable('change_words')[code + 3], 'none');
CREATE TEMP MACRO direction_word(code) AS coalesce(getvariable('direction_words')[code + 2], 'too_few');

-- And back; 9 is a sign that is not known, as in the arrays. A line is firm where it gives a direction.
CREATE TEMP MACRO level_code(word) AS coalesce(list_position(getvariable('level_words'), word) - 3, 9);
CREATE TEMP MACRO line_code(line, direction) AS CASE
    WHEN direction = 'rising' THEN 2
    WHEN direction = 'falling' THEN -2
    WHEN line = 'up' THEN 1
    WHEN line = 'down' THEN -1
    WHEN line = 'same' THEN 0
    ELSE 9
END;
CREATE TEMP MACRO usual_code(word) AS CASE word WHEN 'high' THEN 1 WHEN 'low' THEN -1 WHEN 'usual' THEN 0 ELSE 9 END;

-- Which side of an indicator is good: 1 where higher is better, -1 where lower is, 0 without.
CREATE TEMP MACRO good_side(polarity) AS CASE polarity WHEN 'higher_is_better' THEN 1 WHEN 'lower_is_better' THEN -1 ELSE 0 END;
