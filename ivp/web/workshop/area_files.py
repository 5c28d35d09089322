"""The files about one area: everything that is known of it, as presentation, report, workbook or A4."""

from __future__ import annotations

from datetime import date

from ivp.store.reader import Store
from ivp.web.workshop.buttons import file_buttons
from ivp.web.workshop.orders import AreaFile, Order

KINDS = {
    "pptx": "Presentatie (PowerPoint)",
    "pdf": "Rapport (PDF)",
    "docx": "Rapport (Word)",
    "xlsx": "Cijfers (Excel)",
    "a4": "Eén A4 (PDF)",
}


def area_orders(store: Store, area: str, template: bytes | None = None) -> dict[str, Order]:
    """What can be made of an area, by its label; the presentation in a `template` of one's own."""
    return {
        label: AreaFile(store.file, area, kind, date.today(), template if kind == "pptx" else None)
        for kind, label in KINDS.items()
    }


def area_files(store: Store, area: str, *, key: str) -> None:
    """The buttons for the files about an area."""
    file_buttons(area_orders(store, area), key=key)
