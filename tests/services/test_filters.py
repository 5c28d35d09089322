"""The filter language: what the services understand, and that they refuse the rest."""

from __future__ import annotations

import numpy as np
import pytest

from tests.services.filters import boxes, holds, parse

ROW = {"RegioS": "GM0748", "Perioden": "2024MM03", "Soort": "0.0.0 ", "Title": "Bergen 'op' Zoom"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("RegioS eq 'GM0748'", True),
        ("(RegioS eq 'GM0748')", True),
        ("Soort eq '0.0.0'", False),
        ("Soort eq '0.0.0 '", True),
        ("Perioden ge '2024JJ00'", True),
        ("Perioden le '2024JJ00'", False),
        ("Perioden gt '2024MM03'", False),
        ("substringof('MM',Perioden)", True),
        ("substringof('JJ', Perioden)", False),
        ("startswith(RegioS,'GM')", True),
        ("startswith(RegioS,'WK')", False),
        ("substring(RegioS,2,4) eq '0748'", True),
        ("substring(RegioS,1,4) eq '0748'", False),
        ("substringof('bergen',tolower(Title))", True),
        ("substringof('bergen',Title)", False),
        ("Title eq 'Bergen ''op'' Zoom'", True),
        ("RegioS eq 'x' or RegioS eq 'GM0748' and Perioden eq 'x'", False),
        ("(RegioS eq 'x' or RegioS eq 'GM0748') and Perioden eq '2024MM03'", True),
        ("RegioS eq 'GM0748' or RegioS eq 'x' and Perioden eq 'x'", True),
        ("((((RegioS eq 'GM0748'))))", True),
    ],
)
def test_a_row_is_kept(text: str, kept: bool) -> None:
    assert holds(parse(text), ROW) is kept


@pytest.mark.parametrize(
    "text",
    [
        "RegioS in ('GM0748')",
        "RegioS ne 'GM0748'",
        "not startswith(RegioS,'GM')",
        "RegioS+eq+'GM0748'",
        "RegioS eq GM0748",
        "(RegioS eq 'GM0748'",
        "RegioS eq 'GM0748')",
        "RegioS eq 'GM0748' and",
        "RegioS eq 'GM0748",
        "contains(RegioS,'GM')",
        "substring(RegioS,2) eq '0748'",
        "and",
    ],
)
def test_what_the_services_do_not_know_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="syntax error"):
        parse(text)


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no property Iets"):
        holds(parse("Iets eq 'x'"), ROW)
    with pytest.raises(ValueError, match="cannot filter on Iets"):
        boxes(parse("Iets eq 'x'"), {"RegioS": ["NL01  "]})


def test_codes_that_are_ored_are_one_box_and_dimensions_that_are_ored_are_two() -> None:
    codes = {"A": ["a", "b", "c"], "B": ["x", "y"]}
    (one,) = boxes(parse("(A eq 'a' or A eq 'c') and B ge 'y'"), codes)
    assert {name: mask.tolist() for name, mask in one.items()} == {"A": [True, False, True], "B": [False, True]}
    assert len(boxes(parse("A eq 'a' or B eq 'x'"), codes)) == 2


def test_boxes_and_rows_agree_on_any_filter() -> None:
    """Filters made by chance: what the boxes keep is what each row says."""
    rng = np.random.default_rng(4)
    codes = {"A": ["a", "b", "c"], "B": ["x", "y"], "C": ["1", "2"]}

    def some(depth: int) -> str:
        if depth == 0:
            name = str(rng.choice(list(codes)))
            return f"{name} {rng.choice(['eq', 'ge', 'lt'])} '{rng.choice(codes[name])}'"
        word = str(rng.choice([" and ", " or "]))
        return "(" + word.join(some(depth - 1) for _ in range(int(rng.integers(1, 4)))) + ")"

    for _ in range(200):
        tree = parse(some(3))
        every = [{"A": a, "B": b, "C": c} for a in codes["A"] for b in codes["B"] for c in codes["C"]]
        found = boxes(tree, codes)
        for row in every:
            kept = any(all(mask[codes[name].index(row[name])] for name, mask in box.items()) for box in found)
            assert kept is holds(tree, row)
