"""Made-up indicators and facts for the tests of wording; no figure here is about a real place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ivp.catalog.models import Detection, Indicator, Level, Polarity, State, Statistic
from ivp.facts import Area, BaseChange, Change, Comparison, Fact, Likes, Moves, Trend
from ivp.outcomes import Arrow, Direction, Movement, Outcome, Usual
from ivp.wording.periods import previous

RATE = Indicator(
    id="misdrijven-totaal",
    label="Misdrijven totaal",
    short="Misdrijven",
    theme="totaal",
    statistic=Statistic.RATE,
    unit="per 1.000 inwoners",
    decimals=1,
    polarity=Polarity.LOWER_IS_BETTER,
    detection=Detection.REPORTED,
    source="47013NED",
    code="0.0.0",
    measure="misdrijven",
)
THEFT = RATE.model_copy(
    update={
        "id": "fietsdiefstal",
        "label": "Fietsdiefstal",
        "source": "83651NED",
        "measure": "diefstallen",
        "rounding": 5,
    }
)
DRUGS = RATE.model_copy(
    update={
        "id": "drugshandel",
        "label": "Drugshandel",
        "polarity": Polarity.NONE,
        "detection": Detection.FOUND,
    }
)
SURVEY = RATE.model_copy(
    update={
        "id": "tevreden",
        "label": "Tevreden over de politie in de buurt",
        "statistic": Statistic.SURVEY,
        "unit": "%",
        "polarity": Polarity.HIGHER_IS_BETTER,
        "detection": Detection.NOT_APPLICABLE,
        "source": "81928NED",
        "measure": "waarde",
    }
)
SCALE = SURVEY.model_copy(update={"id": "score", "label": "Oordeel over de buurt", "unit": "schaalscore"})
NUMBER = RATE.model_copy(
    update={
        "id": "woz",
        "label": "Gemiddelde WOZ-waarde",
        "statistic": Statistic.NUMBER,
        "unit": "x 1.000 euro",
        "decimals": 0,
        "polarity": Polarity.NONE,
        "detection": Detection.NOT_APPLICABLE,
        "source": "85984NED",
        "measure": "woz",
    }
)
SHARE = RATE.model_copy(
    update={
        "id": "opgehelderd",
        "label": "Opgehelderde misdrijven",
        "statistic": Statistic.SHARE,
        "unit": "%",
        "polarity": Polarity.HIGHER_IS_BETTER,
        "source": "83648NED",
        "measure": "opgehelderd",
    }
)

_FACT: dict[str, Any] = {
    "indicator": RATE.id,
    "area": "GM0001",
    "area_name": "Aadorp",
    "level": "gemeente",
    "parent": "BT-X",
    "sort": 1,
    "inside": True,
    "lon": None,
    "lat": None,
    "period": "2024",
    "value": 53.8,
    "numerator": 4185.0,
    "denominator": 77800.0,
    "lower": 52.2,
    "upper": 55.4,
    "state": "value",
    "indicative": False,
    "summed": False,
    "source": "47013NED",
    "previous_period": "2023",
    "previous_value": 59.6,
    "previous_numerator": 4635.0,
    "change": -5.8,
    "change_percent": -9.7,
    "change_outcome": "down",
    "direction": "too_few",
    "trend_from": None,
    "trend_points": 3,
    "reference": "PD-X",
    "reference_name": "De Polder",
    "reference_value": 42.0,
    "rest": True,
    "ratio": 1.28,
    "difference": 11.8,
    "outcome": "much_higher",
    "no_rate": "",
    "owner": "",
    "answers": None,
    "moves": None,
    "likes": None,
}
FLAT = frozenset(_FACT)
"""The names that `fact` takes."""
_NOT_COMPARED = {
    **dict.fromkeys(("reference", "reference_name", "reference_value", "ratio")),
    "rest": False,
    "difference": None,
    "outcome": "none",
}
_NOT_CHANGED = {
    **dict.fromkeys(("previous_period", "previous_value", "previous_numerator", "change", "change_percent")),
    "change_outcome": "none",
}
_MISSING = {
    **dict.fromkeys(("value", "numerator", "lower", "upper")),
    "state": "unknown",
    "trend_points": 0,
    **_NOT_COMPARED,
    **_NOT_CHANGED,
}
_LEVELS = {
    "NL": "land", "RE": "eenheid", "PD-": "district", "BT-": "basisteam", "GM": "gemeente", "WK": "wijk", "BU": "buurt",
}  # fmt: skip
_TOWNS = ("Aadorp", "Beekstad", "Ceedam", "Duinwijk", "Eemdorp", "Fortstad", "Geestdam", "Hoogeind")


def fact(*without: str, **flat: Any) -> Fact:
    """One fact from flat names (`FLAT`); `without` may name 'reference', 'change' and 'figure' to leave those out.

    NaN is None. An outcome without a reference is against the district, a change without an earlier period against
    a year before, a direction without a first year over five years. Raises `TypeError` for another name.
    """
    if unknown := flat.keys() - FLAT:
        raise TypeError(f"a fact has no {', '.join(sorted(unknown))}")
    row = dict(_FACT)
    for part in without:
        row |= {"reference": _NOT_COMPARED, "change": _NOT_CHANGED, "figure": _MISSING}[part]
    row = {name: None if value is None or value != value else value for name, value in (row | flat).items()}
    same = ("indicator", "period", "value", "source", "numerator", "denominator", "lower", "upper", "no_rate", "owner",
            "answers", "moves", "likes")  # fmt: skip
    return Fact(
        **{name: row[name] for name in same},
        area=area(**{name: row[name] for name in ("level", "parent", "sort", "inside", "lon", "lat")},
                  code=row["area"], name=row["area_name"]),
        state=State(row["state"]),
        indicative=bool(row["indicative"]),
        summed=bool(row["summed"]),
        comparison=_comparison(row),
        change=_change(row),
        trend=_trend(row),
    )  # fmt: skip


SINCE_2019 = BaseChange("2019", 60.1, -10.5, Movement.DOWN)
SINCE_CORONA = BaseChange("2020-2022", 54.0, -0.4, Movement.SAME)


def moves(
    arrow: str,
    base: BaseChange | None = SINCE_2019,
    mean: BaseChange | None = SINCE_CORONA,
    line: str = "down",
    since: str = "2020",
) -> Moves:
    """Which way a figure goes; without a line no `since`."""
    return Moves(Arrow(arrow), base, mean, Movement(line), "" if line == "none" else since)


def likes(usual: str, place: int = 3, among: int = 11, expected: float | None = 40.0) -> Likes:
    """Where a figure lies among similar municipalities, which differ from 30 to 50."""
    return Likes(Usual(usual), expected, 30.0, 50.0, place, among)


def area(code: str, name: str, level: str | None = None, parent: str | None = "", **more: Any) -> Area:
    """An area; its level is that of its code where none is given."""
    of_code = next((known for start, known in _LEVELS.items() if code.startswith(start)), "")
    return Area(code, Level(level or of_code), name, parent or "", **more)


def _comparison(row: Mapping[str, Any]) -> Comparison | None:
    outcome = Outcome(row["outcome"] or Outcome.NONE)
    if row["reference"] is None and outcome == Outcome.NONE:
        return None
    code, name = row["reference"] or _FACT["reference"], row["reference_name"] or _FACT["reference_name"]
    rest = bool(row["rest"] if row["reference"] else _FACT["rest"])
    return Comparison(area(code, name), row["reference_value"], rest, row["difference"], outcome, row["ratio"])


def _change(row: Mapping[str, Any]) -> Change | None:
    outcome = Movement(row["change_outcome"] or Movement.NONE)
    if row["previous_period"] is None and outcome == Movement.NONE:
        return None
    before = row["previous_period"] or previous(row["period"])
    value, count = row["previous_value"], row["previous_numerator"]
    return Change(before, value, count, row["change"], row["change_percent"], outcome)


def _trend(row: Mapping[str, Any]) -> Trend | None:
    if row["direction"] is None:
        return None
    direction = Direction(row["direction"])
    since = "" if direction == Direction.TOO_FEW else str(int(row["period"][:4]) - 4)
    return Trend(direction, row["trend_from"] or since, row["trend_points"] or 0)


def towns(**given: Any) -> tuple[Fact, ...]:
    """Eight made-up municipalities, largest first.

    A town gets an outcome by its name (`Aadorp="higher"`; 'none' when not named). Every other name is one of `FLAT`:
    a list holds a value per town, anything else is for all of them.
    """
    flat = {name: value for name, value in given.items() if name not in _TOWNS}
    facts = []
    for place, name in enumerate(_TOWNS):
        outcome = given.get(name, "none")
        difference = {"much_higher": 10.0, "higher": 5.0, "lower": -5.0, "much_lower": -10.0}.get(outcome, 0.0)
        town = {
            "area": f"GM000{place}",
            "area_name": name,
            "sort": place,
            "denominator": 80000.0 - 1000 * place,
            "value": 40 + difference,
            "difference": difference,
            "outcome": outcome,
        }
        own = {name: value[place] if isinstance(value, list) else value for name, value in flat.items()}
        facts.append(fact(**(town | own)))
    return tuple(facts)
