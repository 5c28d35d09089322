-- The areas that have candidates, with the gemeenten in them; themselves included.
CREATE TEMP TABLE candidate_member AS
SELECT outer_area, area
FROM within
WHERE list_contains($told, outer_level) AND (outer_area = area OR level = 'gemeente');
