"""Open data: what is on the pages as JSON and CSV on stable addresses, for programs of others.

`figures` and `plan` declare what there is; `question` reads an address, `answer` writes the rows, and the description
(`openapi`, `catalogue`) is made from the same declarations. `service` is the middleware that answers.
"""
