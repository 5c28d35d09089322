"""The colours of every figure, for a light and a dark page. A colour says significance and polarity, never rank.

Orange is unfavourable and blue favourable; for a figure without a good or bad side purple is higher and slate
lower. Pale is beyond chance at 95 %, deep at 99.8 %. Colour never stands alone: marks also differ in shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ivp.catalog.models import Polarity
from ivp.outcomes import Direction, Good, Movement, Outcome, good


def outcome_of_direction(direction: Direction | Movement) -> Outcome:
    """The outcome whose colour a trend direction or a change takes: rising is 'much higher', and so on."""
    if direction.sign:
        return Outcome.MUCH_HIGHER if direction.sign > 0 else Outcome.MUCH_LOWER
    return Outcome.SIMILAR if direction in (Direction.STABLE, Movement.SAME) else Outcome.NONE


def tone(outcome: Outcome, polarity: Polarity) -> str:
    """The one of ten tones in which an outcome is drawn: the side itself where it is neither good nor bad."""
    judged = good(outcome.sign, polarity)
    if judged == Good.NEUTRAL:
        return outcome.value
    return f"much_{judged}" if outcome.firm else judged.value


@dataclass(frozen=True)
class Palette:
    """Colours as '#rrggbb'. `fills` and `edges` by tone: an edge has at least 3:1 with the page, and ink has
    at least 4.5:1 on every fill.
    """

    background: str
    ink: str
    muted: str
    grid: str
    axis: str
    other: str
    surface: str
    navy: str
    second: str
    circle: str
    hatch: str
    dense: str  # the darkest of a scale that counts and does not judge; the palest is `surface`
    fills: Mapping[str, str]
    edges: Mapping[str, str]

    def fill(self, outcome: Outcome, polarity: Polarity) -> str:
        """The fill of a mark or cell."""
        return self.fills[tone(outcome, polarity)]

    def edge(self, outcome: Outcome, polarity: Polarity) -> str:
        """The outline of a mark: the darker tone that makes it stand out from the page."""
        return self.edges[tone(outcome, polarity)]

    def tones(self) -> dict[str, dict[str, str]]:
        """Background, text and border per tone, for a component that draws its own cells."""
        made = {
            name: {"background": self.fills[name], "text": self.ink, "border": self.edges[name]} for name in self.fills
        }
        made["missing"] = {"background": self.background, "text": self.muted, "border": self.hatch}
        return made

    def focus(self, place: int) -> str:
        """The colour of the first and second chosen area; there are no more than two."""
        return (self.navy, self.second)[place]


LIGHT = Palette(
    background="#ffffff",
    ink="#16202b",
    muted="#52606d",
    grid="#e6eaee",
    axis="#7b8794",
    other="#7e8a96",
    surface="#f1f3f5",
    navy="#154273",
    second="#b35806",
    circle="#b9cbdd",
    hatch="#c4ccd4",
    dense="#98a3af",
    fills={
        "much_unfavourable": "#f2a65a",
        "unfavourable": "#fde3c8",
        "similar": "#f1f3f5",
        "favourable": "#d6e6f4",
        "much_favourable": "#8dbbe0",
        "much_higher": "#c08fd2",
        "higher": "#ecd3f4",
        "lower": "#ced6cd",
        "much_lower": "#93a48f",
        "none": "#ffffff",
    },
    edges={
        "much_unfavourable": "#8a4a06",
        "unfavourable": "#a85f14",
        "similar": "#7b8794",
        "favourable": "#3a78ad",
        "much_favourable": "#154273",
        "much_higher": "#5b2a75",
        "higher": "#87509f",
        "lower": "#6a766a",
        "much_lower": "#414d42",
        "none": "#7b8794",
    },
)

DARK = Palette(
    background="#111820",
    ink="#eef2f5",
    muted="#aeb9c4",
    grid="#28323d",
    axis="#7d8a97",
    other="#76838f",
    surface="#1d2732",
    navy="#8dbbe0",
    second="#f2a65a",
    circle="#2f4f6e",
    hatch="#4a5663",
    dense="#566472",
    fills={
        "much_unfavourable": "#95540f",
        "unfavourable": "#4d3316",
        "similar": "#232d38",
        "favourable": "#1c3a54",
        "much_favourable": "#2b659c",
        "much_higher": "#8445a0",
        "higher": "#4c2b58",
        "lower": "#364432",
        "much_lower": "#5a6b57",
        "none": "#111820",
    },
    edges={
        "much_unfavourable": "#f7b978",
        "unfavourable": "#d98f45",
        "similar": "#7d8a97",
        "favourable": "#5d9bcf",
        "much_favourable": "#a5cdee",
        "much_higher": "#d9b3ea",
        "higher": "#b27fc9",
        "lower": "#8f9c8b",
        "much_lower": "#bccab6",
        "none": "#7d8a97",
    },
)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0-255) of '#rrggbb'."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def rgba(colour: str, opacity: float) -> str:
    """'rgba(r,g,b,a)' for plotly."""
    red, green, blue = rgb(colour)
    return f"rgba({red},{green},{blue},{opacity:g})"


def deck_colour(colour: str, opacity: float = 1.0) -> list[int]:
    """[r, g, b, a] with 0-255 each, for deck.gl."""
    return [*rgb(colour), round(255 * opacity)]


class Mark(NamedTuple):
    """How one point looks: plotly's name of its shape, its fill and its edge."""

    symbol: str
    fill: str
    edge: str


_SYMBOLS = {1: "triangle-up", -1: "triangle-down", 0: "circle"}


def marker(outcome: Outcome, polarity: Polarity, palette: Palette, *, hollow: bool = False) -> Mark:
    """Triangle up is higher, down is lower, round is no difference that counts.

    `hollow` leaves the point open, for figures on few cases.
    """
    fill = palette.background if hollow else palette.fill(outcome, polarity)
    return Mark(_SYMBOLS[outcome.sign], fill, palette.edge(outcome, polarity))
