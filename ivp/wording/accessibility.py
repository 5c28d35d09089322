"""The accessibility statement, from one list: what is tested at every change, what is not met, and why.

The page Verantwoording and docs/accessibility.md say what stands here; the tests of the browser read their exceptions
here, so that nothing is excepted in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ivp.wording.periods import date_text

TESTED = date(2026, 11, 26)
"""The day of the last look at this whole list by a person."""


@dataclass(frozen=True)
class Check:
    """What holds on every page, and the test (file::function) that fails when it does not."""

    holds: str
    test: str


@dataclass(frozen=True)
class Gap:
    """What axe finds and the project cannot reach: its rule, the elements, and what that means for a visitor."""

    rule: str
    selector: str
    means: str
    why: str


CHECKS: tuple[Check, ...] = (
    Check(
        "axe vindt op geen pagina en in geen toestand daarvan iets, ook niet met de regels van goede gewoonte: met een "
        "lijst, een uitleg of een formulier open, met een fout, zonder cijfers en tijdens het presenteren. Elke "
        "toestand komt beurtelings langs op 320 pixels, op 200 % en op een laptop, licht of donker, en steeds ook met "
        "gedwongen kleuren",
        "tests/browser/test_access.py::test_state",
    ),
    Check(
        "geen pagina schuift opzij, ook niet op 320 pixels en op 200 %",
        "tests/browser/test_access.py::test_state",
    ),
    Check(
        "geen woord uit een lijst van gewone Engelse woorden en van woorden uit Streamlit is te zien of voor een "
        "schermlezer te horen, ook niet in een browser die op Engels staat",
        "tests/browser/test_access.py::test_state",
    ),
    Check(
        "met alleen het toetsenbord: een gemeente kiezen uit de lijst bij de kaart",
        "tests/browser/test_keyboard.py::test_from_the_list_beside_the_map_to_the_gemeente",
    ),
    Check(
        "met alleen het toetsenbord: een keuze maken in de balk, en door naar een andere pagina",
        "tests/browser/test_keyboard.py::test_a_choice_goes_along_to_another_page",
    ),
    Check(
        "met alleen het toetsenbord: van een cijfer in de tabel naar het dossier van een prioriteit",
        "tests/browser/test_keyboard.py::test_from_the_matrix_to_a_dossier",
    ),
    Check(
        "met alleen het toetsenbord: presenteren, vooruit, terug en sluiten",
        "tests/browser/test_keyboard.py::test_presenting",
    ),
    Check(
        "met alleen het toetsenbord: een duiding schrijven, bewaren en terugzien in de geschiedenis",
        "tests/browser/test_keyboard.py::test_writing_and_saving",
    ),
    Check(
        "wie om minder beweging vraagt, ziet niets bewegen",
        "tests/browser/test_access.py::test_nothing_moves_for_who_asks_for_that",
    ),
    Check(
        "waar de focus is, is te zien",
        "tests/browser/test_screens.py::test_the_focus_is_visible_all_through_the_navigation",
    ),
    Check(
        "elke cel van de tabel met prioriteiten is met het gehoor te volgen",
        "tests/browser/test_journeys.py::test_every_cell_of_the_matrix_can_be_understood_by_ear",
    ),
    Check(
        "zonder WebGL staat er een tekening in plaats van de kaart",
        "tests/browser/test_screens.py::test_without_webgl_a_drawing_stands_in_the_place_of_the_map",
    ),
)

GAPS: tuple[Gap, ...] = (
    Gap(
        "region",
        "[role=listbox]",
        "Een open keuzelijst staat buiten de oriëntatiepunten van de pagina. De lijst hoort bij haar veld en is er "
        "met de pijltjestoetsen te bereiken. Dit is een regel van goede gewoonte, geen eis van WCAG.",
        "Streamlit tekent de lijst los van de pagina en heeft daar geen instelling voor.",
    ),
    Gap(
        "region",
        "[data-floating-ui-portal]:has(> [role=tooltip])",
        "De korte uitleg bij een koppeling, die er staat zolang u haar aanwijst of met het toetsenbord bereikt, staat "
        "buiten de oriëntatiepunten van de pagina. Ook dit is een regel van goede gewoonte, geen eis van WCAG.",
        "Streamlit tekent de uitleg los van de pagina en heeft daar geen instelling voor.",
    ),
)

LIMITS: tuple[str, ...] = (
    "Een plek op de kaart of in een grafiek aanwijzen kan alleen met een muis of een vinger. De lijst naast de kaart "
    "en de tabel onder elke grafiek geven hetzelfde met het toetsenbord en met een schermlezer.",
    "Een presentatie op het hele scherm is één beeld dat met het scherm meegroeit: op een telefoon zijn de letters "
    "klein. Wat erop staat, staat ook op de pagina’s zelf en in het PowerPoint-bestand.",
    "Wisselt uw apparaat van licht naar donker terwijl een pagina openstaat, dan volgen de grafieken en de naam "
    "linksboven pas bij de volgende klik.",
    "Een zeldzame storingsmelding van Streamlit, zoals van een verbinding die midden in een handeling wegvalt, kan "
    "Engels zijn.",
)
"""What is known and no test finds: what it means, and the way round it."""

_NORMS = (
    "Dit dashboard is gemaakt en getest naar WCAG 2.2, niveau A en AA. Daarin zit WCAG 2.1, niveau A en AA, dat EN 301 "
    "549 (versie 3.2.1) van websites van de overheid vraagt."
)
_STATUS = (
    "Status: eerste maatregelen genomen. Er is getest zoals hieronder staat. Een volledig onderzoek van alle eisen "
    "door een deskundige, met een rapport, is nog niet gedaan; zonder dat is status A (voldoet volledig) of B (voldoet "
    "gedeeltelijk) niet te geven. Een toets door mensen die een hulpmiddel gebruiken is ook nog niet gedaan."
)
_MORE = (
    "Elke grafiek en kaart heeft een tekst en een tabel die hetzelfde zeggen. Kleur is nooit de enige drager van "
    "betekenis."
)
_NOBODY = (
    "De organisatie die dit dashboard aanbiedt vult haar naam en e-mailadres in (instelling IVP_PUBLISHER) en "
    "publiceert haar eigen verklaring in het register toegankelijkheidsverklaring.nl. Hier is dat nog niet gedaan."
)


@dataclass(frozen=True)
class Section:
    """A part of the statement: its title, an opening, and lines under it."""

    title: str
    opening: str
    lines: tuple[str, ...] = ()


def statement(name: str = "", mail: str = "") -> tuple[Section, ...]:
    """The statement of who offers the dashboard; without a name and e-mail address it says that these are missing."""
    gaps = [f"{gap.means} {gap.why}" for gap in GAPS]
    return (
        Section("Aan welke eisen", f"{_NORMS} {_MORE}"),
        Section("Status", _STATUS),
        Section("Wat nog niet voldoet", "Wat de tests vinden en het project niet kan verhelpen:", tuple(gaps)),
        Section("Wat verder bekend is", "Dit vinden de tests niet, maar het is goed om te weten:", LIMITS),
        Section(
            "Hoe er is getest",
            "Bij elke wijziging, in een echte browser (Chromium) en zonder uitzondering buiten de lijst hierboven:",
            tuple(_capital(check.holds) for check in CHECKS),
        ),
        Section("Een probleem melden", _contact(name, mail)),
        Section("Datum", f"Deze verklaring is het laatst nagelopen op {date_text(TESTED)}."),
    )


def _contact(name: str, mail: str) -> str:
    if not name or not mail:
        return _NOBODY
    return (
        f"Loopt u tegen iets aan, of hebt u een cijfer in een andere vorm nodig? Mail {name}: {mail}. Bent u niet "
        "tevreden over het antwoord, dan kunt u terecht bij de Nationale ombudsman."
    )


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def document() -> str:
    """The whole of docs/accessibility.md, in markdown."""
    parts = [
        "# Toegankelijkheidsverklaring",
        "Made from `ivp/wording/accessibility.py` and held equal to it by a test; it is Dutch because it is published.",
    ]
    for section in statement():
        parts += [f"## {section.title}", section.opening]
        if section.lines:
            parts.append("\n".join(f"- {line}" for line in section.lines))
    tests = "\n".join(f"| {check.holds} | `{check.test}` |" for check in CHECKS)
    parts.append(f"## Welke test\n\n| wat | test |\n|---|---|\n{tests}")
    gaps = "\n".join(f"| `{gap.rule}` | `{gap.selector}` |" for gap in GAPS)
    parts.append(f"## Wat de tests uitzonderen\n\n| regel van axe | plek |\n|---|---|\n{gaps}")
    return "\n\n".join(parts) + "\n"
