-- Every catalog area with the areas that lie in it, itself included (steps 0).
CREATE VIEW area_tree AS
WITH RECURSIVE tree(outer_area, area, steps) AS (
    SELECT code, code, 0 FROM area WHERE inside
    UNION ALL
    SELECT t.outer_area, a.code, t.steps + 1
    FROM tree t
    JOIN area a ON a.parent = t.area AND a.inside
)
SELECT outer_area, area, steps FROM tree;
