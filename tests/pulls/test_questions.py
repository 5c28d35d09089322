"""A question in parts asks the same rows, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ivp.pulls.questions import COMPARISONS, Question, short
from ivp.sources.odata import ODataTable
from ivp.sources.transport import Patience, Transport

KEYS = tuple(f"GM{number:04}" for number in range(42))
KINDS = tuple(f"CRI{number:04}" for number in range(50))
ONE = Question("GM0000-2024", "RegioS", KEYS, "Soort", KINDS[:12], ("substringof('JJ',Perioden)",), KEYS, 16)


@pytest.fixture
def table() -> Iterator[ODataTable]:
    with Transport(Patience(pause=0)) as transport:
        yield ODataTable(transport, "https://opendata.cbs.nl", "83651NED", "x")


def asked(questions: list[Question]) -> list[tuple[str, str]]:
    return [(key, kind) for one in questions for key in one.keys for kind in one.kinds]


def test_the_filter_names_every_region_and_kind() -> None:
    two = replace(ONE, keys=KEYS[:2], areas=KEYS[:2], kinds=KINDS[:1])
    assert two.where == (
        "((RegioS eq 'GM0000') or (RegioS eq 'GM0001')) and (substringof('JJ',Perioden)) and ((Soort eq 'CRI0000'))"
    )
    assert two.rows == 2 * 1 * 16
    whole = replace(ONE, keys=(), kinds=(), always=("substring(WijkenEnBuurten,2,4) eq '0748'",))
    assert (whole.where, whole.rows) == ("(substring(WijkenEnBuurten,2,4) eq '0748')", 16)


def test_halves_ask_the_same_rows_each_once() -> None:
    first, rest = ONE.halves()
    assert asked([first, rest]) == [*asked([first]), *asked([rest])]
    assert sorted(asked([first, rest])) == sorted(asked([ONE]))
    assert first.rows + rest.rows == ONE.rows
    assert (first.areas, rest.areas) == (KEYS[:21], KEYS[21:])
    assert (first.name, rest.name) == ("GM0000-2024", "GM0021-2024")


def test_of_one_region_the_kinds_are_divided_and_one_of_each_is_as_small_as_it_gets() -> None:
    single = replace(ONE, keys=KEYS[:1], areas=KEYS[:1])
    first, rest = single.halves()
    assert first.kinds + rest.kinds == single.kinds
    assert first.name != rest.name
    assert replace(single, kinds=KINDS[:1]).halves() == ()
    assert replace(single, keys=(), kinds=()).halves() == ()


@pytest.mark.parametrize(("keys", "kinds"), [(1, 0), (22, 0), (23, 0), (42, 0), (42, 12), (1, 50), (2, 50), (42, 21)])
def test_short_questions_have_few_comparisons_and_lose_nothing(keys: int, kinds: int, table: ODataTable) -> None:
    whole = replace(ONE, keys=KEYS[:keys], areas=KEYS[:keys], kinds=KINDS[:kinds])
    found = list(short([whole], table, ()))
    assert all(len(one.keys) + len(one.kinds) <= COMPARISONS for one in found)
    assert all(table.fits(one.where, ()) for one in found)
    assert sum(one.rows for one in found) == whole.rows
    assert len({one.name for one in found}) == len(found)
    if keys + kinds <= COMPARISONS:
        assert found == [whole]


def test_a_long_address_is_divided_also_with_few_comparisons(table: ODataTable) -> None:
    long = replace(ONE, keys=tuple(key * 30 for key in KEYS[:10]), areas=KEYS[:10], kinds=())
    assert not table.fits(long.where, ())
    found = list(short([long], table, ()))
    assert len(found) > 1
    assert all(table.fits(one.where, ()) for one in found)
    alone = replace(long, keys=(KEYS[0] * 500,), areas=KEYS[:1])
    assert list(short([alone], table, ())) == [alone], "what cannot be divided is asked as it is"
