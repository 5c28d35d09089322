-- Open data: the partners.
SELECT id AS partner, name AS naam, role AS rol, source AS bron, nullif(url, '') AS adres
FROM partner
ORDER BY sort, id
LIMIT $most OFFSET $skip
