"""A small version of the national cube builds, and answers every question of the bench with real figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ivp.catalog.models import Level
from ivp.outcomes import Outcome
from ivp.store.build import build
from ivp.store.reader import Store
from tests.national import bench
from tests.national.cube import BUURT_YEARS, NATIONAL, YEARS, Size, published, write_country

pytestmark = pytest.mark.slow

SMALL = Size(municipalities=24, types=6, buurten=240, basisteams=12, districts=6, units=2, month_years=2)
QUESTIONS = bench.questions(SMALL)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("country")
    write_country(folder / "data", SMALL)
    build(folder / "data", folder / "country.duckdb")
    opened = Store(folder / "country.duckdb")
    yield opened
    opened.close()


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.label for question in QUESTIONS])
def test_answer_is_complete(store: Store, question: bench.Question) -> None:
    answer = question.ask(store)
    assert len(answer) == question.rows
    assert all(fact.value is not None for fact in answer), "a rate needs cases and inhabitants"
    compared = [fact for fact in answer if fact.area.level in (Level.GEMEENTE, Level.BUURT)]
    assert compared, "nothing would be looked at"
    assert all(fact.outcome != Outcome.NONE for fact in compared), "every small area has a reference"


def test_national_size() -> None:
    """The cube is as large as is said: 342 municipalities x 59 types x 14 years, and 18,000 buurten x 5 years."""
    frames = published(NATIONAL)
    crime, buurten = frames["47013NED"], frames["47022NED"]
    assert crime["area"].str.startswith("GM").sum() == 342 * 59 * 14
    assert buurten["area"].str.startswith("BU").sum() == 18_000 * 5
    assert (len(YEARS), len(BUURT_YEARS)) == (14, 5)


def test_report_has_a_line_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "REPEATS", 2)
    report = bench.run(SMALL)
    for part in ("bouwtijd", "grootte", *(question.label for question in QUESTIONS)):
        assert f"| {part} |" in report
