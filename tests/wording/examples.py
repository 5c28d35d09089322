"""Made-up indicators and facts for the tests of wording; no figure here is about a real place."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ivp.catalog.models import Detection, Indicator, Polarity, Statistic

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

_NAN = float("nan")
_FACT: dict[str, Any] = {
    "indicator": RATE.id,
    "area": "GM0001",
    "area_name": "Aadorp",
    "level": "gemeente",
    "parent": "BT-X",
    "sort": 1,
    "inside": True,
    "period": "2024",
    "year": 2024,
    "month": _NAN,
    "value": 53.8,
    "numerator": 4185.0,
    "denominator": 77800.0,
    "lower": 52.2,
    "upper": 55.4,
    "lower_firm": 51.3,
    "upper_firm": 56.4,
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
    "ratio_lower": 1.24,
    "ratio_upper": 1.32,
    "difference": 11.8,
    "outcome": "much_higher",
}
_NOT_COMPARED = {
    "reference": None,
    "reference_name": None,
    "reference_value": _NAN,
    "rest": False,
    "ratio": _NAN,
    "ratio_lower": _NAN,
    "ratio_upper": _NAN,
    "difference": _NAN,
    "outcome": "none",
}
_NOT_CHANGED = {
    "previous_period": None,
    "previous_value": _NAN,
    "previous_numerator": _NAN,
    "change": _NAN,
    "change_percent": _NAN,
    "change_outcome": "none",
}
_MISSING = {
    "value": _NAN,
    "numerator": _NAN,
    "lower": _NAN,
    "upper": _NAN,
    "lower_firm": _NAN,
    "upper_firm": _NAN,
    "state": "unknown",
    "trend_points": 0,
    **_NOT_COMPARED,
    **_NOT_CHANGED,
}


def fact(*without: str, **changed: Any) -> pd.Series:
    """One row of the fact frame; `without` may name 'reference', 'change' and 'figure' to leave those out."""
    row = dict(_FACT)
    for part in without:
        row |= {"reference": _NOT_COMPARED, "change": _NOT_CHANGED, "figure": _MISSING}[part]
    return pd.Series(row | changed, dtype=object)


def frame(*rows: pd.Series) -> pd.DataFrame:
    """Facts as the frame that the reader gives."""
    return pd.DataFrame([row.to_dict() for row in rows])


def towns(**outcomes: str) -> pd.DataFrame:
    """Eight made-up municipalities, largest first, each with the outcome given ('none' when not named)."""
    names = ("Aadorp", "Beekstad", "Ceedam", "Duinwijk", "Eemdorp", "Fortstad", "Geestdam", "Hoogeind")
    rows = []
    for place, name in enumerate(names):
        outcome = outcomes.get(name, "none")
        difference = {"much_higher": 10.0, "higher": 5.0, "lower": -5.0, "much_lower": -10.0}.get(outcome, 0.0)
        rows.append(
            fact(
                area=f"GM000{place}",
                area_name=name,
                sort=place,
                denominator=80000.0 - 1000 * place,
                value=40 + difference,
                difference=difference,
                outcome=outcome,
            )
        )
    return frame(*rows)
