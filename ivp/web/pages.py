"""Which pages there are, in which order, under which address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Level
from ivp.errors import UserError

_PRODUCT = "Veiligheidsbeeld"


@dataclass(frozen=True)
class PageEntry:
    """One page: its script `pages/<name>.py`, its label and one line of help.

    `name` is the address as well, except that the first page answers on `/`.
    """

    name: str
    title: str
    help: str

    @property
    def script(self) -> Path:
        """The absolute path of the script, so that the app works from any folder."""
        return paths.ROOT / "pages" / f"{self.name}.py"


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overzicht", "Overzicht", "Waar staan wij? Alle indicatoren en gebieden in één tabel."),
    PageEntry("prioriteiten", "Prioriteiten", "Ondersteunen de cijfers de prioriteit? De vier niveaus van het plan."),
    PageEntry("kaart", "Kaart", "Waar? Gemeenten, wijken of buurten op de kaart."),
    PageEntry("trends", "Trends", "Sinds wanneer? Het verloop per gebied, met onzekerheid en breuken."),
    PageEntry("vergelijken", "Vergelijken", "Vergeleken met wie? Gebieden naast elkaar, met marges."),
    PageEntry("gemeente", "Gemeente", "Alles over één gemeente op één pagina."),
    PageEntry("beleving", "Beleving", "Wat vinden bewoners? De Veiligheidsmonitor naast de registratie."),
    PageEntry("uitvoering", "Uitvoering", "Wat wordt er gedaan? Doelen met voortgang, en de acties."),
    PageEntry("evaluatie", "Evaluatie", "Het plan op één pagina: begin, einde, toets per jaar, en een werkblad."),
    PageEntry(
        "presenteren", "Presenteren", "Voor de vergadering: kies of maak een presentatie, toon haar of neem haar mee."
    ),
    PageEntry("verantwoording", "Verantwoording", "Waar komt elk cijfer vandaan en hoe lezen wij het?"),
)
EDITOR = PageEntry("bewerken", "Bewerken", "Voor de coördinator: duiding, besluiten, doelen, acties en prioriteiten.")
ADDRESSES: frozenset[str] = frozenset(page.name for page in (*PAGES[1:], EDITOR))


def product_name() -> str:
    """The name of the dashboard: the product and the district of the catalog, as in 'Veiligheidsbeeld Hart van Zuid'.

    Without a readable catalog it is the product alone; the pages themselves then say what is wrong.
    """
    file = paths.data_dir() / "areas.csv"
    try:
        return _product_name(file, file.stat().st_mtime_ns)
    except OSError:
        return _PRODUCT


@lru_cache(maxsize=4)
def _product_name(file: Path, _modified: int) -> str:
    try:
        areas = load_catalog(file.parent).areas
    except UserError:
        return _PRODUCT
    districts = [area.name for area in areas if area.level is Level.DISTRICT]
    return f"{_PRODUCT} {districts[0]}" if len(districts) == 1 else _PRODUCT
