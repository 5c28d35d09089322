"""The list of exports."""

from __future__ import annotations

import pytest

from ivp.export import EXPORTERS, Exporter
from ivp.figures.table import Table


def test_csv_is_offered_first() -> None:
    csv = EXPORTERS[0]
    assert (csv.label, csv.suffix, csv.mime) == ("CSV", "csv", "text/csv")


def test_every_kind_of_file_is_offered_once() -> None:
    assert len({one.suffix for one in EXPORTERS}) == len({one.label for one in EXPORTERS}) == len(EXPORTERS)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.suffix)
def test_every_exporter_makes_a_file_of_a_table(exporter: Exporter) -> None:
    table = Table(("Gemeente", "Aantal"), (("Aadorp", 5), ("Beedorp", None)))
    assert exporter.make(table, "Titel", "Bron: verzonnen", "", "2024", note="Voorbeeld")
