"""What is known of where there are figures: kept while the figures are the same, asked anew when they are not."""

from __future__ import annotations

from ivp.facts import Availability
from ivp.web import reference
from ivp.web.reference import Reference
from tests.web.stand_in import StandIn, figure


class Counting(StandIn):
    """A stand-in that counts how often it is asked where there are figures."""

    def __init__(self, figures: str, *periods: str) -> None:
        super().__init__([figure("GM0001", period) for period in periods])
        self.info = {"figures_hash": figures} if figures else {}
        self.times = 0

    def availability(self) -> tuple[Availability, ...]:
        self.times += 1
        return super().availability()


def periods_of(store: Counting) -> list[str]:
    known = Reference(store)  # type: ignore[arg-type]
    assert known.valued_periods == known.counted_periods
    return known.periods["fiets"]


def test_a_changed_plan_asks_nothing_new_and_other_figures_do() -> None:
    reference._WHERE.clear()
    first, again, other = Counting("a", "2024"), Counting("a", "2024"), Counting("b", "2024", "2025")
    assert periods_of(first) == periods_of(again) == ["2024"]
    assert (first.times, again.times) == (1, 0)
    assert periods_of(other) == ["2024", "2025"]
    assert list(reference._WHERE) == ["b"]


def test_figures_without_a_hash_are_always_asked() -> None:
    assert periods_of(Counting("", "2024")) == ["2024"]
    assert periods_of(Counting("", "2025")) == ["2025"]
