"""`python -m ivp.compile FIGURES GEO`: compile the embedded snapshot from published copies of the tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ivp import paths
from ivp.compile.snapshot import compile_published
from ivp.errors import UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Compile, and print one Dutch line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ivp.compile", description="Stel de meegeleverde cijfers samen")
    parser.add_argument("figures", type=Path, help="map met de CSV-kopieën van de tabellen")
    parser.add_argument("geo", type=Path, help="map met de omtrekken en punten")
    parser.add_argument("--date", default=date.today().isoformat(), help="datum van samenstelling (JJJJ-MM-DD)")
    asked = parser.parse_args(arguments)
    try:
        compiled = date.fromisoformat(asked.date)
    except ValueError:
        print(f"'{asked.date}' is geen datum; geef de datum als JJJJ-MM-DD.", file=sys.stderr)
        return 1
    try:
        manifest = compile_published(asked.figures, asked.geo, paths.data_dir(), compiled)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Klaar: {len(manifest.files)} bestanden, {sum(entry.rows for entry in manifest.files)} rijen.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
