"""The Leefbaarometer 3 from its map service: the class of an area, and how far it is from the national mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ivp.catalog.models import State
from ivp.snapshot import OBSERVATION_SCHEMA
from ivp.sources.transport import SourceError

TABLE = "LBM3"
LAYERS = ("lbm3:gemeentescore24", "lbm3:wijkscore24", "lbm3:buurtscore24")
"""A layer per level; the last two digits are the year of the figures."""
_CODE = "KL"
_CLASSES = range(1, 10)
_USUAL = "id"
_NOTHING = -99990
"""Map services write -99995, -99997 and the like where there is no figure."""
_MOST = 1e6
_PREFIXES = {"gemeente": "GM", "wijk": "WK", "buurt": "BU"}
_REPORT = "De oude cijfers staan er nog. Meld dit bij de beheerder."
_MEASURES = {
    "kscore": "klasse",
    "afw": "afwijking",
    "fys": "afwijking_fysieke_omgeving",
    "onv": "afwijking_overlast_en_onveiligheid",
    "soc": "afwijking_sociale_samenhang",
    "vrz": "afwijking_voorzieningen",
    "won": "afwijking_woningvoorraad",
}


def observations(features: Sequence[Mapping[str, Any]], layer: str, areas: Sequence[str]) -> pd.DataFrame:
    """Rows of the observation layout of our `areas` from the properties of a layer's features.

    The name of the property with the area's code is not documented: `id`, as others saw it, or else the only one that
    holds codes of ours of the level of the layer. Raises `SourceError` without such a property, when a figure is not
    there by name, for an area that comes twice, and for a class outside 1 to 9.
    """
    place = _place(features, layer, areas)
    ours = [one for one in features if one.get(place) in set(areas)]
    gone = {code for code in areas if code.startswith("GM") and "gemeente" in layer} - {one[place] for one in ours}
    if gone:
        raise SourceError(f"Leefbaarometer, laag {layer}: {min(gone)} staat er niet in. {_REPORT}")
    rows = [(measure, one[place], _figure(one, name, layer)) for one in ours for name, measure in _MEASURES.items()]
    frame = pd.DataFrame(rows, columns=["measure", "area", "value"])
    double = frame.loc[frame.duplicated(["measure", "area"]), "area"]
    if len(double):
        raise SourceError(f"Leefbaarometer, laag {layer}: {double.iloc[0]} komt dubbel voor. {_REPORT}")
    value = frame["value"].astype(float)
    state = value.isna().map({True: State.UNKNOWN.value, False: State.VALUE.value})
    made = frame.assign(
        table=TABLE, code=_CODE, period=f"20{layer[-2:]}", value=value, margin=float("nan"), state=state
    )
    return made[OBSERVATION_SCHEMA.names]


def _place(features: Sequence[Mapping[str, Any]], layer: str, areas: Sequence[str]) -> str:
    """The name of the property with codes of ours; a layer of buurten may also name their wijk and gemeente."""
    prefix = next(code for level, code in _PREFIXES.items() if level in layer)
    ours = {code for code in areas if code.startswith(prefix)}
    named = {name for one in features for name, value in one.items() if isinstance(value, str) and value in ours}
    if _USUAL in named:
        return _USUAL
    if len(named) != 1:
        there = ", ".join(features[0]) if features else "niets"
        raise SourceError(f"Leefbaarometer, laag {layer}: niet één kolom met onze codes (wel {there}). {_REPORT}")
    return named.pop()


def _figure(one: Mapping[str, Any], name: str, layer: str) -> float | None:
    """One figure; None when the source leaves it empty."""
    value = one.get(name, "niets")
    if isinstance(value, int | float) and value <= _NOTHING:
        return None
    if name == "kscore" and value is not None and value not in _CLASSES:
        raise SourceError(f"Leefbaarometer, laag {layer}: {value} is geen klasse van 1 tot en met 9. {_REPORT}")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _MOST:  # so no NaN either
        raise SourceError(f"Leefbaarometer, laag {layer}: bij {name} staat {value} in plaats van een getal. {_REPORT}")
    return value
