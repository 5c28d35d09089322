"""Outlines of the municipalities and label points of wijken and buurten, as the project's own files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from ivp.compile.copies import read_copy
from ivp.compile.names import EIGHT
from ivp.errors import UserError
from ivp.snapshot import SnapshotDocument

CREDIT = "CBS, Kadaster (CC BY 4.0)"
_DECIMALS = 5
_EAST, _NORTH = (3.0, 7.5), (50.5, 54.0)  # the Netherlands, WGS84 degrees
_OUTLINES, _POINTS = "gemeenten.geojson", "wijk_buurt_points.csv"


def _rounded(coordinates: Any) -> Any:
    """Coordinates at any depth, rounded; `ValueError` for a point outside the Netherlands."""
    if not isinstance(coordinates[0], list):
        lon, lat = (round(float(number), _DECIMALS) for number in coordinates[:2])
        if not (_EAST[0] <= lon <= _EAST[1] and _NORTH[0] <= lat <= _NORTH[1]):
            raise ValueError("outside the Netherlands")
        return [lon, lat]
    return [_rounded(part) for part in coordinates]


def outlines(folder: Path) -> SnapshotDocument:
    """`gemeenten.geojson`: a FeatureCollection of the eight (WGS84, 5 decimals, properties code and name)."""
    try:
        found: list[dict[str, Any]] = json.loads((folder / _OUTLINES).read_text(encoding="utf-8"))["features"]
        features: list[dict[str, Any]] = [
            {
                "type": "Feature",
                "properties": {"code": str(one["properties"]["code"]), "name": str(one["properties"]["name"])},
                "geometry": {"type": one["geometry"]["type"], "coordinates": _rounded(one["geometry"]["coordinates"])},
            }
            for one in found
        ]
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise UserError(
            f"{_OUTLINES} ontbreekt of is geen leesbare GeoJSON met codes in lengte en breedte; haal het bestand "
            "opnieuw op."
        ) from error
    if sorted(one["properties"]["code"] for one in features) != sorted(EIGHT):
        raise UserError(f"{_OUTLINES} bevat niet precies de acht gemeenten; haal het bestand opnieuw op.")
    features.sort(key=lambda one: one["properties"]["code"])
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    text = f'{{"type":"FeatureCollection","credit":{json.dumps(CREDIT)},"features":[\n{lines}\n]}}\n'
    return SnapshotDocument(
        file=_OUTLINES,
        source="Gebiedsindelingen (gemeente_gegeneraliseerd 2022)",
        title="Grenzen van de acht gemeenten",
        periods="2022",
        origin="overgenomen uit een gepubliceerde kopie van de gegeneraliseerde grenzen, afgerond op 5 decimalen",
        licence=CREDIT,
        note="Gegeneraliseerd: goed voor een kaart, niet om te zien aan welke kant van de grens een adres ligt.",
        content=text.encode(),
        rows=len(features),
    )


def points(folder: Path) -> SnapshotDocument:
    """`points.csv`: code;lon;lat (WGS84, 4 decimals) of a point inside each wijk and buurt."""
    copy = read_copy(folder, _POINTS, ["code", "lon", "lat"])
    copy.matches("code", r"WK\d{6}|BU\d{8}").unique("code")
    frame = copy.frame.assign(lon=copy.numbers("lon", *_EAST), lat=copy.numbers("lat", *_NORTH)).sort_values("code")
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    writer.writerow(["code", "lon", "lat"])
    writer.writerows((code, f"{lon:.4f}", f"{lat:.4f}") for code, lon, lat in frame.itertuples(index=False))
    return SnapshotDocument(
        file="points.csv",
        source="Wijken en buurten (indeling 2024)",
        title="Punten in de wijken en buurten",
        periods="2024",
        origin="overgenomen uit een gepubliceerde kopie",
        licence=CREDIT,
        note="Een punt binnen het gebied, 20 tot 40 meter nauwkeurig; geen grens.",
        content=buffer.getvalue().encode(),
        rows=len(frame),
    )
