"""Numbers as Dutch readers write them: 1.234,5 and 12,3 %, a real minus sign, words where there is no figure.

Formatted by hand, because a page needs thousands of them and babel takes tens of microseconds each; a test
holds the result equal to babel's. Rounding is half up on the decimal digits, as Excel shows it, so that the
number on screen and in a workbook are the same.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from ivp.analysis.levels import CONFIDENCE, FIRM_CONFIDENCE
from ivp.catalog.models import Indicator, State, Statistic

NO_FIGURE = "geen cijfer"
MINUS = "\u2212"
NBSP = "\u00a0"
DASH = "\u2013"
_POINT_AND_COMMA = str.maketrans({",": ".", ".": ",", "-": MINUS})
_STATES = {
    State.VALUE: "waarde",
    State.PROVISIONAL: "voorlopig",
    State.UNKNOWN: "onbekend",
    State.WITHHELD: "niet gepubliceerd",
    State.NOT_APPLICABLE: "niet van toepassing",
    State.NOT_FETCHED: "nog niet opgehaald",
}
_WORDS = (
    "geen",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
_SINGULAR = {
    "gevallen": "geval",
    "cijfers": "cijfer",
    "misdrijven": "misdrijf",
    "diefstallen": "diefstal",
    "registraties": "registratie",
    "ongevallen": "ongeval",
    "incidenten": "incident",
    "meldingen": "melding",
    "verdachten": "verdachte",
    "inwoners": "inwoner",
    "indicatoren": "indicator",
    "gemeenten": "gemeente",
    "tabellen": "tabel",
    "bronhouders": "bronhouder",
    "cellen": "cel",
    "vragen": "vraag",
    "rijen": "rij",
    "vlakken": "vlak",
    "basisteams": "basisteam",
    "wijken": "wijk",
    "buurten": "buurt",
    "prioriteiten": "prioriteit",
    "acties": "actie",
    "doelen": "doel",
    "gebieden": "gebied",
    "maanden": "maand",
    "uitspraken": "uitspraak",
}


def figure(x: Any) -> float | None:
    """`x` as a finite float; None for None, NaN, NA, infinity and what is not a number."""
    try:
        number_ = float(x)
    except (TypeError, ValueError):
        return None
    return number_ if math.isfinite(number_) else None


@lru_cache(maxsize=65536)
def _plain(x: float, decimals: int) -> str:
    # 15 significant digits drop the noise of binary arithmetic (53.849999999999994), as Excel does.
    rounded = Decimal(f"{x:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded if rounded else abs(rounded):,f}"
    return text.translate(_POINT_AND_COMMA)


def number(x: Any, decimals: int = 0) -> str:
    """'1.234,5' for 1234.5 with one decimal; 'geen cijfer' where there is none. Never '−0'."""
    known = figure(x)
    return NO_FIGURE if known is None else _plain(known, decimals)


def signed(x: Any, decimals: int = 0) -> str:
    """As `number`, with '+' before what stays above zero after rounding."""
    text = number(x, decimals)
    known = figure(x)
    positive = known is not None and known > 0 and any(character in "123456789" for character in text)
    return "+" + text if positive else text


def percent(x: Any, decimals: int = 1) -> str:
    """'12,3 %' for 12.3 (a percentage, not a fraction), with a space that does not break."""
    text = number(x, decimals)
    return text if text == NO_FIGURE else f"{text}{NBSP}%"


def rounded_percent(x: Any) -> str:
    """The size of a change for in a sentence, without a sign: '10 %'; below one per cent '0,4 %'."""
    known = figure(x)
    if known is None:
        return NO_FIGURE
    return percent(abs(known), 0 if abs(known) >= 1 else 1)


def is_percentage(indicator: Indicator) -> bool:
    """Whether the unit is '%' or begins with it ('% van de inwoners')."""
    return indicator.unit.startswith("%")


def decimals_of(x: Any, indicator: Indicator) -> int:
    """Decimals to show `x` with: those of the indicator, and one more for a rate that stays below 1."""
    known = figure(x)
    decimals = indicator.decimals
    if indicator.statistic == Statistic.RATE and known is not None and abs(known) < 1:
        # 0,998 would read '1,00': then the ordinary number of decimals does.
        return decimals + 1 if _plain(abs(known), decimals + 1).startswith("0") else decimals
    return decimals


def value(x: Any, indicator: Indicator) -> str:
    """`x` as the indicator's figure: '53,8', '0,38', '12,3 %', '6,1'; 'geen cijfer' where there is none."""
    text = number(x, decimals_of(x, indicator))
    return f"{text}{NBSP}%" if text != NO_FIGURE and is_percentage(indicator) else text


def with_unit(x: Any, indicator: Indicator) -> str:
    """`value` and its unit: '53,8 per 1.000 inwoners', '12,3 % van de inwoners', '6,1 (schaalscore)'."""
    text = value(x, indicator)
    if text == NO_FIGURE:
        return text
    if is_percentage(indicator):
        return text + indicator.unit[1:]
    if indicator.statistic == Statistic.SURVEY:
        return f"{text} ({indicator.unit})"
    return f"{text} {indicator.unit}"


def interval(lower: Any, upper: Any, indicator: Indicator, like: Any = None) -> str:
    """'52,2–55,4', or '20,1–24,1 %'; as many decimals as the figure `like`. Empty when a bound is missing."""
    if figure(lower) is None or figure(upper) is None:
        return ""
    decimals = decimals_of(lower if like is None else like, indicator)
    text = f"{number(lower, decimals)}{DASH}{number(upper, decimals)}"
    return f"{text}{NBSP}%" if is_percentage(indicator) else text


def count_cases(n: Any, noun: str = "gevallen") -> str:
    """'4.185 misdrijven', '1 misdrijf', '0 gevallen'; `noun` is the plural."""
    text = number(n, 0)
    return text if text == NO_FIGURE else f"{text} {_SINGULAR.get(noun, noun) if text == '1' else noun}"


def word(n: int) -> str:
    """'geen', 'één' … 'twaalf'; above that, digits."""
    return _WORDS[n] if 0 <= n < len(_WORDS) else number(n)


def counted(n: int, noun: str) -> str:
    """'één gemeente', 'zes gemeenten', '58 wijken'; `noun` is the plural."""
    return f"{word(n)} {_SINGULAR.get(noun, noun) if n == 1 else noun}"


def state_label(state: str) -> str:
    """The Dutch name of a state: 'voorlopig', 'niet gepubliceerd', 'nog niet opgehaald'."""
    return _STATES[State(state)]


def short_state(state: str) -> str:
    """What stands in a cell without a figure: 'geen cijfer', 'niet gepubliceerd', 'nog niet opgehaald'; else empty."""
    shown = {
        State.UNKNOWN: NO_FIGURE,
        State.WITHHELD: "niet gepubliceerd",
        State.NOT_APPLICABLE: "n.v.t.",
        State.NOT_FETCHED: "nog niet opgehaald",
    }
    return shown.get(State(state), "")


CONFIDENT = f"{number(100 * CONFIDENCE)} %"
FIRMLY = f"{number(100 * FIRM_CONFIDENCE, 1)} %"
MARGIN = f"{percent(100 * CONFIDENCE, 0)}-marge"
"""The two levels of confidence, and the margin that a figure is given with."""
