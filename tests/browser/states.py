"""Every state that a visitor can bring a page in: how it is opened, and what is done there."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Page, TimeoutError

from tests.browser.visits import open_page, settle

Step = Callable[[Page], object]
TOWN, FIGURE = "gebied=GM1674", "indicator=diefstal-fiets"
_CELL = re.compile(", Roosendaal: ")
_UNREADABLE = {"mimeType": "application/octet-stream", "buffer": b"\x00\x01 geen bestand dat iemand kan lezen"}


@dataclass(frozen=True)
class State:
    """A page with its address, and the steps that lead to this state of it."""

    name: str
    where: str
    steps: tuple[Step, ...] = ()

    def open(self, page: Page, address: str) -> None:
        """Bring the page in this state."""
        open_page(page, address + self.where)
        for step in self.steps:
            step(page)
            settle(page)


def press(role: str, name: str | re.Pattern[str]) -> Step:
    """A click on the first control with this name."""
    return lambda page: page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]


def point_at(role: str, name: str | re.Pattern[str]) -> Step:
    """The mouse on the first control with this name, until its explanation stands there: not on a phone."""

    def step(page: Page) -> None:
        page.get_by_role(role, name=name).first.hover()  # type: ignore[arg-type]
        with suppress(TimeoutError):
            page.get_by_role("tooltip").wait_for(timeout=2000)

    return step


def unfold(title: str) -> Step:
    """A click on the first fold with this title."""
    return lambda page: page.locator("summary").filter(has_text=title).first.click()


def key(name: str) -> Step:
    """A key of the keyboard."""
    return lambda page: page.keyboard.press(name)


def type_in(label: str, text: str) -> Step:
    """Typed in a box."""
    return lambda page: page.get_by_role("combobox", name=label).first.fill(text)


def upload(at: int, name: str) -> Step:
    """A file that cannot be read, in the place for files of this number."""
    return lambda page: page.locator("input[type=file]").nth(at).set_input_files([{"name": name, **_UNREADABLE}])


def every_fold(page: Page) -> None:
    """All folds of the page opened."""
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(one => one.click())")


def more_choices(page: Page) -> None:
    """The choices that stand behind a button on a phone."""
    button = page.locator(".st-key-keuze-knop button")
    if button.is_visible():
        button.click()


_ADDED: tuple[Step, ...] = (more_choices, press("button", "Presenteer"), press("button", "Voeg toe"))
_FIRST_ROW: tuple[Step, ...] = (press("combobox", "Regel"), press("option", re.compile(": ")))

STATES: tuple[State, ...] = (
    State("overzicht", "/"),
    State("uitleg-bij-een-cijfer", "/?beeld=Alle+indicatoren", (press("button", _CELL),)),
    State("zoeken", "/", (more_choices, press("combobox", "Zoek"))),
    State("niets-gevonden", "/", (more_choices, press("combobox", "Zoek"), type_in("Zoek", "qqqq"))),
    State("keuzes", "/trends", (more_choices,)),
    State("presenteer", "/trends", (more_choices, press("button", "Presenteer"))),
    State("melding", "/trends", _ADDED),
    State("uitleg-bij-een-koppeling", "/trends", (*_ADDED, point_at("link", re.compile("^Naar uw presentatie")))),
    State("uitleg", "/vergelijken", (more_choices, press("button", "Kopieer link"), unfold("Hoe vergelijken wij?"))),
    State("tabel", "/kaart?" + TOWN, (unfold("Tabel en download"),)),
    State("dossier", "/prioriteiten?gebied=GM1674&prioriteit=roosendaal-wijkgericht-werken", (every_fold,)),
    State("vier-niveaus", "/prioriteiten?deel=Vier+niveaus"),
    State("signalen", "/prioriteiten?deel=Signalen+buiten+de+prioriteiten"),
    State("kandidaten", "/prioriteiten?deel=Kandidaten"),
    State("kaart", "/kaart"),
    State("kaart-van-buurten", "/kaart?niveau=buurt&indicator=misdrijven-buurt&binnen=GM1674"),
    State("trends-per-maand", "/trends?indicator=woninginbraak-maand&" + TOWN),
    State("trechter", f"/vergelijken?beeld=Trechter&{TOWN}"),
    State("per-gebied", f"/vergelijken?beeld=Per+gebied&{FIGURE}"),
    State("vergelijkbaar", f"/vergelijken?beeld=Vergelijkbare+gemeenten&{TOWN}"),
    State("a-tegenover-b", f"/vergelijken?beeld=A+tegenover+B&{TOWN}"),
    State("gemeente", "/gemeente?gebied=GM0748"),
    State("beleving", "/beleving?" + TOWN),
    State("uitvoering", "/uitvoering"),
    State("evaluatie", "/evaluatie?" + TOWN),
    State("verantwoording", "/verantwoording", (every_fold,)),
    State("geen-cijfers", "/vergelijken?indicator=overlast-buurt&periode=1999"),
    State("onbekende-pagina", "/cijfers-2024"),
    State("onbekende-keuze", "/trends?gebied=GM9999&indicator=niets"),
    State("presenteren", "/presenteren?dek=gebied-GM1674", (unfold("Open een presentatie"),)),
    State("presenteren-onleesbaar", "/presenteren", (unfold("Open een presentatie"), upload(0, "dia.json"))),
    State("presenteren-onbekend", "/presenteren?dek=eigen-niets"),
    State("eigen-presentatie", "/presenteren", (press("button", "Maak hiervan een eigen"),
                                                press("button", "Wijzig dia 2"))),
    State("dia-1", "/presenteren?dek=gebied-GM1674&toon=1"),
    State("dia-2", "/presenteren?dek=gebied-GM1674&toon=1&dia=2"),
    State("dia-zwart", "/presenteren?dek=gebied-GM1674&toon=1&dia=3", (key("b"),)),
    State("bewerken", "/bewerken"),
    State("regel-kiezen", "/bewerken", (press("combobox", "Regel"),)),
    State("regel-open", "/bewerken", (press("tab", "Acties"), *_FIRST_ROW)),
    State("partners", "/bewerken", (press("tab", "Acties"), press("combobox", "Partners"))),
    State("dag-kiezen", "/bewerken", (press("button", "Kies een datum"),)),
    State("niet-ingevuld", "/bewerken", (press("button", "Bewaar"),)),
    State("doelen", "/bewerken", (press("tab", "Doelen"),)),
    State("kandidaat-overnemen", "/bewerken", (press("tab", "Kandidaten"),)),
    State("geschiedenis", "/bewerken", (press("tab", "Geschiedenis"),)),
    State("werkboek-onleesbaar", "/bewerken", (press("tab", "Excel"), upload(0, "plan.xlsx"),
                                               press("button", "Lees in"))),
    State("cijfers-onleesbaar", "/bewerken", (press("tab", "Cijfers"), upload(0, "cijfers.xlsx"))),
)  # fmt: skip
