"""A data folder of its own whose services are those on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from ivp import paths


def data_folder(target: Path, **urls: str | Sequence[str]) -> Path:
    """Copy `data/` to `target`, without pulls, with the services at these addresses (by id, _ for -).

    A service has only the addresses given here; one that is not given keeps those of the internet.
    """
    shutil.copytree(paths.ROOT / "data", target, ignore=shutil.ignore_patterns("pulls", "eigen"))
    return point_to(target, **urls)


def point_to(target: Path, **urls: str | Sequence[str]) -> Path:
    """Let the services of a data folder be those at these addresses, as above."""
    file = target / "services.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    for name, given in urls.items():
        own = [line for line in lines if line.startswith(f"{name.replace('_', '-')};")]
        id, title, _ = own[0].split(";")
        at = lines.index(own[0])
        lines[at : at + len(own)] = [f"{id};{title};{url}" for url in ([given] if isinstance(given, str) else given)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target
