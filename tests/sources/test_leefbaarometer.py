"""The Leefbaarometer: which property is the code, and what is no figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ivp.snapshot import OBSERVATION_SCHEMA
from ivp.sources.leefbaarometer import LAYERS, observations
from ivp.sources.transport import SourceError

OURS = ["GM0748", "WK074800", "BU07480000", "BU07480001"]
BUURT = "lbm3:buurtscore24"
PARTS = {"afw": -0.05, "fys": 0.01, "onv": -0.02, "soc": 0.03, "vrz": 0.04, "won": -0.01}


def area(code: str, score: Any = 6, name: str = "id", **more: Any) -> dict[str, Any]:
    return {name: code, "kscore": score, **PARTS} | more


def test_one_row_per_measure_of_our_areas_only() -> None:
    rows = observations([area("BU03630000", 2), area("BU07480000")], BUURT, OURS)
    assert list(rows.columns) == OBSERVATION_SCHEMA.names
    assert set(rows["area"]) == {"BU07480000"}
    assert set(rows["table"] + rows["code"] + rows["period"] + rows["state"]) == {"LBM3KL2024value"}
    assert dict(zip(rows["measure"], rows["value"], strict=True)) == {
        "klasse": 6,
        "afwijking": -0.05,
        "afwijking_fysieke_omgeving": 0.01,
        "afwijking_overlast_en_onveiligheid": -0.02,
        "afwijking_sociale_samenhang": 0.03,
        "afwijking_voorzieningen": 0.04,
        "afwijking_woningvoorraad": -0.01,
    }
    assert rows["margin"].isna().all()


def test_a_recorded_area_gives_its_class_and_its_parts() -> None:
    """Its code has letters; beside the code it names its gemeente and the scale."""
    feature = json.loads((Path(__file__).parent / "recorded" / "leefbaarometer_feature.json").read_text("utf-8"))
    rows = observations([feature["properties"]], BUURT, ["BU0363AB10"])
    assert rows[["area", "period", "state"]].drop_duplicates().to_numpy().tolist() == [["BU0363AB10", "2024", "value"]]
    found = dict(zip(rows["measure"], rows["value"], strict=True))
    assert (found["klasse"], found["afwijking"], found["afwijking_sociale_samenhang"]) == (9, 0.239019, -0.0318364)
    assert len(rows) == 7


def test_an_area_without_a_class_is_unknown_and_not_zero() -> None:
    rows = observations([area("BU07480000", None), area("BU07480001", 9)], BUURT, OURS)
    found = rows[rows["measure"] == "klasse"].set_index("area")
    assert found["state"].to_dict() == {"BU07480000": "unknown", "BU07480001": "value"}
    assert found["value"].isna().to_dict() == {"BU07480000": True, "BU07480001": False}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_has_codes_of_its_own_level_and_a_year(layer: str) -> None:
    prefix = {"g": "GM", "w": "WK", "b": "BU"}[layer.removeprefix("lbm3:")[0]]
    rows = observations([area(code) for code in OURS if code.startswith(prefix)], layer, OURS)
    assert set(rows["area"].str[:2]) == {prefix}
    assert set(rows["period"]) == {"2024"}


def test_the_code_is_found_under_another_name_beside_codes_of_larger_areas() -> None:
    one = area("BU07480000", name="bu_code", wk_code="WK074800", gm_code="GM0748", naam="Centrum")
    assert set(observations([one], BUURT, OURS)["area"]) == {"BU07480000"}


def test_our_areas_may_come_after_thousands_of_others() -> None:
    others = [area(f"BU00{number:06}", name="code") for number in range(14_000)]
    assert set(observations([*others, area("BU07480000", name="code")], BUURT, OURS)["area"]) == {"BU07480000"}


@pytest.mark.parametrize(
    ("features", "said"),
    [
        ([area("BU07480000", 0)], "0 is geen klasse van 1 tot en met 9"),
        ([area("BU07480000", 10)], "10 is geen klasse van 1 tot en met 9"),
        ([area("BU07480000", 5.5)], "5.5 is geen klasse van 1 tot en met 9"),
        ([area("BU07480000", "zes")], "zes is geen klasse van 1 tot en met 9"),
        ([area("BU07480000", onv="hoog")], "bij onv staat hoog in plaats van een getal"),
        ([area("BU07480000"), area("BU07480000", 7)], "BU07480000 komt dubbel voor"),
        ([area("BU03630000")], "niet één kolom met onze codes"),
        ([area("BU07480000", name="a", b="BU07480001")], "niet één kolom met onze codes"),
        ([], "niet één kolom met onze codes (wel niets)"),
    ],
)
def test_what_is_no_figure_is_refused(features: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(SourceError) as error:
        observations(features, BUURT, OURS)
    assert said in str(error.value)
    assert BUURT in str(error.value)


@pytest.mark.parametrize("name", ["kscore", *PARTS])
def test_a_figure_that_is_not_there_by_name_is_refused(name: str) -> None:
    one = area("BU07480000")
    del one[name]
    with pytest.raises(SourceError, match="niets"):
        observations([one], BUURT, OURS)


def test_a_mistake_elsewhere_in_the_country_does_not_stop_ours() -> None:
    assert len(observations([area("BU03630000", 99), area("BU07480000")], BUURT, OURS)) == 7


def test_what_map_services_write_for_nothing_is_unknown() -> None:
    whole = {"kscore": -99997, "afw": -99995, "fys": 0.1, "onv": 0.1, "soc": 0.1, "vrz": 0.1, "won": 0.1}
    found = observations([{"id": "GM0748", **whole}], "lbm3:gemeentescore24", ["GM0748"]).set_index("measure")
    assert found.loc[["klasse", "afwijking"], "state"].tolist() == ["unknown", "unknown"]
    assert found.loc["afwijking_woningvoorraad", "value"] == 0.1


def test_a_gemeente_that_is_not_in_its_layer_is_named() -> None:
    whole = {"kscore": 5, "afw": 0.1, "fys": 0.1, "onv": 0.1, "soc": 0.1, "vrz": 0.1, "won": 0.1}
    with pytest.raises(SourceError, match="GM0851 staat er niet in"):
        observations([{"id": "GM0748", **whole}], "lbm3:gemeentescore24", ["GM0748", "GM0851"])
