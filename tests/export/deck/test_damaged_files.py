"""Whatever stands in a file or link of a presentation: it is a list of views, or refused in Dutch."""

from __future__ import annotations

import base64
import json
import zlib

from ivp.export.deck.codes import from_code, from_file, to_code, to_file
from tests.export.deck.test_codes import LIST
from tests.fuzzing import bytes_of, json_of, never_fails, one_of

RECORD = json.loads(to_file(LIST))


def test_a_file() -> None:
    never_fails(one_of(bytes_of(to_file(LIST)), json_of(RECORD)), from_file, 500)


def test_a_number_that_is_too_long_to_read() -> None:
    never_fails(lambda chance: to_file(LIST).replace(b'"versie": 1', b'"versie": ' + b"9" * chance.choice([5, 9000])),
                from_file, 4)  # fmt: skip


def test_a_link() -> None:
    def whole(raw: bytes) -> object:
        packed = base64.urlsafe_b64encode(zlib.compress(raw)).decode().rstrip("=")
        return from_code(f"eigen.{packed}")

    never_fails(json_of(RECORD), whole, 300)
    never_fails(bytes_of(to_code(LIST).encode()), lambda raw: from_code(raw.decode("latin-1")), 300)
