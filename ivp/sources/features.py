"""The features in an answer of a map service, as far as they can be relied on."""

from __future__ import annotations

from typing import Any


def features_of(answer: Any) -> list[dict[str, Any]] | None:
    """The features of a GeoJSON collection, each with its properties by name; None for anything else."""
    found = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return None
    known = [one | {"properties": one.get("properties") or {}} for one in found]
    return known if all(isinstance(one["properties"], dict) for one in known) else None
