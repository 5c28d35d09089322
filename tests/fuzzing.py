"""Files from outside, damaged in every way: they are read, or refused in one Dutch sentence, and soon."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from ivp.errors import UserError

CPU_SECONDS = 2.0
"""Of the processor, so that a busy machine does not count."""
NASTY = [
    "", " ", "0", "-1", "1e400", "1e5", "nan", "inf", "1.234", "1,5", "9" * 5000, "x" * 40_000, "٣", "\x00", "\ufeff",
    "\ud800", "\r", "\n", "\r\n", '"', '""', ";", ";" * 300, ",", "\t", "#", "=1+1", "'", "2024", "2024-02-30",
    "0001-01-01", "9999-12-31", "2024MM13", "GM", "GM9999", "1-1-2001", "ja", "NaN", "[[", "{}", "http://[", "\u2028",
    "²", "2024JJ00", "9" * 18, "-", "a,b", "https://x]", "1900-2100", "%", "\x1f",
]  # fmt: skip
TOKENS = [text.encode("utf-8", "surrogatepass") for text in NASTY] + [b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"<", b"&"]
JSON: list[Any] = [
    None, True, 0, -1, 10**400, 1e308, float("inf"), float("nan"), "", "x", "http://[", "9" * 5000, "\x00", [], {},
    [[]], {"value": []}, "\ud800", 2**63, ["x"], {"a": None}, "²",
]  # fmt: skip
XML = ["", "-1", "x", "0", "1E400", "99999999999", "A0", "XFE1048577", "e", "b", "str", "n", "d", "nan", "²"]

Damage = Callable[[Random], bytes]


def never_fails(damage: Damage, read: Callable[[bytes], object], times: int) -> None:
    """`read` gives an answer or a `UserError`, within its time, on as many damaged files, the same ones every time."""
    told = set()
    for seed in range(times):
        raw = damage(Random(seed))
        try:
            told.add(only_user_errors(lambda raw=raw: read(raw)))
        except Exception as error:
            error.add_note(f"seed {seed}: {raw[:1500]!r}")
            raise
    assert len(told) > 1, "the damage is not seen by the reader"


def only_user_errors(read: Callable[[], object]) -> str:
    """What the user is told, '' when it could be read. Every other exception comes through, and fails the test."""
    start, told = time.process_time(), ""
    try:
        read()
    except UserError as error:
        told = str(error)
        assert told.strip()
        assert "Traceback" not in told
    assert time.process_time() - start < CPU_SECONDS
    return told


def one_of(*kinds: Damage) -> Damage:
    """Each of these kinds of damage, by chance."""
    return lambda chance: chance.choice(kinds)(chance)


def bytes_of(*whole: bytes) -> Damage:
    """Pieces cut out, repeated, moved or replaced by what does not belong there."""
    return lambda chance: _bytes(chance, chance.choice(whole))


def cells_of(*whole: bytes) -> Damage:
    """Cells, rows or columns of a semicolon-separated file replaced, left out or doubled."""
    return lambda chance: _cells(chance, chance.choice(whole))


def zip_of(*whole: bytes) -> Damage:
    """One part of a zip file damaged, or the file itself."""
    return lambda chance: _zip(chance, chance.choice(whole))


def json_of(*whole: Any) -> Damage:
    """Parts of a JSON value replaced, left out or doubled."""
    return lambda chance: json.dumps(_json(chance, json.loads(json.dumps(chance.choice(whole))))).encode()


def json_lines_of(whole: bytes) -> Damage:
    """One line of a file with a JSON value on every line damaged so."""

    def damage(chance: Random) -> bytes:
        lines = whole.splitlines()
        place = chance.randrange(len(lines))
        lines[place] = json.dumps(_json(chance, json.loads(lines[place]))).encode()
        return b"\n".join(lines) + b"\n"

    return damage


def _bytes(chance: Random, raw: bytes) -> bytes:
    for _ in range(chance.choice([1, 1, 2, 4])):
        at, to = sorted((chance.randint(0, len(raw)), chance.randint(0, len(raw))))
        token = chance.choice(TOKENS)
        raw = chance.choice(
            [
                raw[:at] + token + raw[at:],
                raw[:at] + token + raw[at + len(token) :],
                raw[:at] + raw[at + chance.randint(1, 9) :],
                raw[:at] + raw[to:],
                raw[:to],
                raw[:to] + raw[at:],
                raw[:at] + chance.randbytes(1) + raw[at + 1 :],
            ]
        )
    return raw


def _cells(chance: Random, raw: bytes) -> bytes:
    rows = [line.split(";") for line in raw.decode("utf-8-sig").splitlines()]
    for _ in range(chance.choice([1, 1, 2, 4])):
        row = chance.choice(rows)
        place = chance.randrange(len(row)) if row else 0
        what = chance.choice(["cell", "cell", "cell", "swap", "swap", "less", "more", "double", "gone"])
        if what == "cell" and row:
            row[place] = chance.choice(NASTY)
        elif what == "swap" and row:
            row[place] = chance.choice(chance.choice(rows) or [""])
        elif what == "less":
            del row[place : place + 1]
        elif what == "more":
            row.insert(place, chance.choice(NASTY))
        elif what == "double":
            rows.insert(chance.randrange(len(rows)), list(row))
        elif what == "gone" and len(rows) > 1:
            rows.remove(row)
    return b"\xef\xbb\xbf" + "\r\n".join(map(";".join, rows)).encode("utf-8", "surrogatepass")


def _zip(chance: Random, whole: bytes) -> bytes:
    if chance.random() < 0.1:
        return _bytes(chance, whole)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [name for name in parts if "sheet" in name]
    name = chance.choice([*parts, *sheets, *sheets])
    if chance.random() < 0.05:
        del parts[name]
    else:
        parts[name] = _bytes(chance, parts[name]) if chance.random() < 0.2 else _xml(chance, parts[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def _xml(chance: Random, xml: bytes) -> bytes:
    """Still well-formed, with other values between some of its quotes and tags."""
    for _ in range(chance.choice([1, 2, 6])):
        if chance.random() < 0.5:
            parts = xml.split(b'"')
            place = chance.randrange(len(parts)) | 1
            if place < len(parts):
                parts[place] = chance.choice(XML).encode()
            xml = b'"'.join(parts)
        else:
            parts = xml.split(b">")
            place = chance.randrange(len(parts))
            if b"<" in parts[place]:
                parts[place] = chance.choice(XML).encode() + parts[place][parts[place].index(b"<") :]
            xml = b">".join(parts)
    return xml


def _json(chance: Random, value: Any) -> Any:
    for _ in range(chance.choice([1, 1, 2, 4])):
        value = _inside(chance, value)
    return value


def _inside(chance: Random, value: Any) -> Any:
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not keys or chance.random() < 0.15:
        return deepcopy(chance.choice(JSON))
    key = chance.choice(keys)
    what = chance.random()
    if what < 0.1:
        del value[key]
    elif what < 0.2 and isinstance(value, list):
        value.append(value[key])
    else:
        value[key] = _inside(chance, value[key])
    return value
