"""From a filled-in template to observations: every cell is checked, and one mistake refuses the whole file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

import pandas as pd

from ivp.catalog import dutch_numbers
from ivp.catalog.load import unfit
from ivp.catalog.models import Area, Catalog, Indicator, Level, State, Statistic
from ivp.catalog.table import MOST_PROBLEMS, Row
from ivp.snapshot import OWN_SCHEMA
from ivp.sources.lookup import Areas, find_indicator, suggestion
from ivp.sources.mistakes import ImportMistakesError
from ivp.sources.template_rows import UNREADABLE, Filled, read_filled
from ivp.sources.template_words import indicator_line, month_of, scale
from ivp.sources.templates import MONITOR, OLD_MONITOR, OWN_SOURCE, REGISTRATION, UNNAMED, Kind, choices, own_source

FIRST_MONITOR = 2021
"""The Veiligheidsmonitor was renewed in 2021; the series until 2019 may not be continued (CBS)."""
_FIRST_YEAR = 2000
_SMALL = 5
_FEW = 3
_LONGEST_OWNER = 100


@dataclass(frozen=True)
class FromTemplate:
    """The observations of a template, what to say about them, and whose figures they are (as far as it says)."""

    kind: Kind
    frame: pd.DataFrame
    notes: tuple[str, ...]
    owners: tuple[str, ...]


Cells = dict[str, object]


def read_template(raw: bytes, name: str, catalog: Catalog, today: date) -> FromTemplate:
    """Check a filled-in template.

    Raises `ImportMistakesError` with every mistake, `UserError` for a file that is no template at all.
    """
    filled = read_filled(raw, name)
    checker = _Checker(filled, catalog, today)
    make = checker.survey if filled.kind == MONITOR else checker.count
    read = takewhile(lambda _: len(filled.problems) <= MOST_PROBLEMS, filled.rows)
    made = [cells for row in read if (cells := make(row)) is not None]
    if filled.problems:
        raise ImportMistakesError(sorted(filled.problems, key=lambda problem: problem.row or 0))
    frame = pd.DataFrame(made, columns=OWN_SCHEMA.names)
    owners = tuple(dict.fromkeys(frame["owner"]))
    return FromTemplate(filled.kind, frame, tuple(checker.notes(frame)), owners)


class _Checker:
    """Checks row by row; problems go to `filled`, and a row with a problem gives no observation."""

    def __init__(self, filled: Filled, catalog: Catalog, today: date) -> None:
        self.filled, self.catalog, self.today = filled, catalog, today
        self.areas = Areas(catalog.areas)
        self.choices = choices(filled.kind, catalog)
        self.seen: dict[tuple[str, str, str], int] = {}
        self.by_name: dict[str, Area] = {}
        self.places: dict[str, Area | tuple[str, str] | None] = {}
        self.shared: set[str] = set()
        self.fractions = 0
        self.percentages = 0

    def survey(self, row: Row) -> Cells | None:
        """The observation of one row of the Veiligheidsmonitor; its margin is half the width of the interval."""
        before = len(self.filled.problems)
        owner, answers = self._owner(row), self._answers(row)
        area, indicator = self._area(row), self._indicator(row)
        period = self._survey_year(row)
        value, lower, upper = (self._number(row, name) for name in ("waarde", "ondergrens", "bovengrens"))
        if indicator is not None:
            for name, number in (("waarde", value), ("ondergrens", lower), ("bovengrens", upper)):
                self._in_scale(row, name, number, indicator)
        if value is not None and lower is not None and upper is not None and not lower <= value <= upper:
            what = f"de waarde {row.cells['waarde']} ligt niet tussen ondergrens en bovengrens"
            self._wrong(row, "waarde", what, "kijk of de drie getallen in de goede kolom staan")
        if area is None or indicator is None or len(self.filled.problems) > before:
            return None
        if indicator.unit.startswith("%"):
            self.percentages += 1
            self.fractions += value is not None and value <= 1
        margin = (upper - lower) / 2 if upper is not None and lower is not None else None
        figure: Cells = {"value": value, "margin": margin, "state": State.VALUE.value, "n": answers, "owner": owner}
        return self._observation(row, indicator, area, period, figure)

    def count(self, row: Row) -> Cells | None:
        """The observation of one row of an own registration; the running month or year is provisional."""
        before = len(self.filled.problems)
        owner = self._owner(row)
        area, indicator = self._area(row), self._indicator(row)
        period = self._period(row)
        value = self._number(row, "aantal")
        if value is not None and (value < 0 or value != int(value)):
            what = f"aantal ‘{row.cells['aantal']}’ kan niet"
            self._wrong(row, "aantal", what, "vul een heel getal van 0 of hoger in")
        if area is None or indicator is None or len(self.filled.problems) > before:
            return None
        running = period in (f"{self.today:%Y}", f"{self.today:%Y-%m}")
        state = State.PROVISIONAL if running else State.VALUE
        figure: Cells = {"value": value, "margin": None, "state": state.value, "n": None, "owner": owner}
        return self._observation(row, indicator, area, period, figure)

    def notes(self, frame: pd.DataFrame) -> list[str]:
        """What deserves a look although it is no mistake."""
        said = [f"‘{text}’ is gelezen als {area.level.value} ({area.code})" for text, area in self.by_name.items()]
        lines = [f"Gebieden met dezelfde naam: {', '.join(said)}."] if said else []
        if self.percentages >= _FEW and self.fractions == self.percentages:
            lines.append("Let op: alle percentages zijn 1 of lager. Is 0,234 bedoeld als 23,4 %? Lees dan opnieuw in.")
        fine = {a.code for a in self.catalog.areas if a.level in (Level.WIJK, Level.BUURT)}
        if self.filled.kind == REGISTRATION:
            small = int((frame["area"].isin(fine) & frame["value"].between(1, _SMALL - 1)).sum())
            if small:
                lines.append(
                    f"Let op: {small} keer een aantal onder de {_SMALL} in een wijk of buurt. "
                    "Kijk of dat niet naar mensen te herleiden is."
                )
        if (frame["owner"] == UNNAMED).any():
            lines.append(
                "Bij sommige cijfers staat niet van wie ze zijn; vul de kolom bron in, dan staat die naam erbij."
            )
        if (provisional := int((frame["state"] == State.PROVISIONAL).sum())) > 0:
            lines.append(f"Voorlopig, want de periode loopt nog: {provisional}.")
        return lines

    def _observation(self, row: Row, indicator: Indicator, area: Area, period: str, figure: Cells) -> Cells | None:
        key = (area.code, period, indicator.id)
        if key in self.seen:
            what = f"{indicator.id} voor {area.code} in {period} staat ook op rij {self.seen[key]}"
            self._wrong(row, "", what, "haal één van beide weg")
            return None
        self.seen[key] = row.number
        series = {"table": own_source(indicator), "code": indicator.code, "measure": indicator.measure}
        return {**series, "area": area.code, "period": period, **figure}

    def _wrong(self, row: Row, column: str, what: str, remedy: str) -> None:
        self.filled.problem(row.number, column, what, remedy)

    def _cell(self, row: Row, name: str) -> str:
        """The text of a cell that must be filled; '' when it is empty or unreadable, which is then reported."""
        text = row.cells.get(name, "")
        if not text:
            self._wrong(row, name, f"{name} is leeg", f"vul {name} in of haal de regel weg")
        return "" if text == UNREADABLE else text

    def _area(self, row: Row) -> Area | None:
        text = self._cell(row, "gebied")
        if text not in self.places:  # a file names the same areas thousands of times
            self.places[text] = self.areas.find(text) if text else None
            self.shared |= {text} if text and len(self.areas.named(text)) > 1 else set()
        found = self.places[text]
        if isinstance(found, tuple):
            self._wrong(row, "gebied", *found)
            return None
        if found is not None and text in self.shared:
            self.by_name[text] = found
        return found

    def _indicator(self, row: Row) -> Indicator | None:
        text = self._cell(row, "indicator")
        found = find_indicator(text, self.choices) if text else None
        if text and found is None:
            explain: Callable[[str], tuple[str, str]] = (
                self._no_survey if self.filled.kind == MONITOR else self._no_registration
            )
            self._wrong(row, "indicator", *explain(text))
        return found

    def _no_survey(self, text: str) -> tuple[str, str]:
        old = find_indicator(text, [i for i in self.catalog.indicators if i.source == OLD_MONITOR])
        if old is not None:
            what = f"‘{text}’ is een indicator van de Veiligheidsmonitor tot en met 2019"
            return what, f"kies een indicator vanaf {FIRST_MONITOR}: de vragen zijn toen veranderd"
        known = find_indicator(text, [i for i in self.catalog.indicators if i.statistic == Statistic.SURVEY])
        if known is not None:
            what = f"eigen uitkomsten van ‘{text}’ hebben nog geen bron"
            return what, f"zet in sources.csv een regel {own_source(known)} met {known.source} bij successor"
        what = f"indicator ‘{text}’ is geen enquêtecijfer in indicators.csv"
        return what, f"kies uit het sjabloon{suggestion(text, self.choices)}"

    def _no_registration(self, text: str) -> tuple[str, str]:
        what = f"indicator ‘{text}’ is geen eigen registratie in indicators.csv"
        if near := suggestion(text, self.choices):
            return what, f"kies uit het sjabloon{near} of voeg een regel met source {OWN_SOURCE} toe"
        return what, f"voeg daar deze regel toe en pas hem aan: {indicator_line(text, self.catalog)}"

    def _number(self, row: Row, name: str) -> float | None:
        text = self._cell(row, name)
        number = dutch_numbers.parse(text) if text else None
        if text and number is None:
            self._wrong(row, name, *dutch_numbers.wrong(name, text))
        return None if number is None else number.value

    def _in_scale(self, row: Row, name: str, number: float | None, indicator: Indicator) -> None:
        reach = scale(indicator.unit)
        if number is not None and reach is not None and not reach[0] <= number <= reach[1]:
            what = f"{name} {row.cells[name]} past niet bij {indicator.unit}"
            self._wrong(row, name, what, f"vul een getal van {reach[0]} tot en met {reach[1]} in")

    def _owner(self, row: Row) -> str:
        """Whose figure it is: who had the survey done, or who counted."""
        text = row.cells.get("bron", "")
        if text in ("", UNREADABLE):
            return UNNAMED
        if wrong := unfit("bron", text):
            self._wrong(row, "bron", *wrong)
        elif self.filled.kind == MONITOR and text.casefold() == "cbs":
            remedy = "noem de gemeente of partner die de extra enquêtes liet doen"
            self._wrong(row, "bron", "eigen uitkomsten zijn niet van het CBS", remedy)
        elif len(text) > _LONGEST_OWNER:
            what = f"bron is te lang ({len(text)} tekens)"
            self._wrong(row, "bron", what, f"maak het hooguit {_LONGEST_OWNER} tekens")
        return text

    def _answers(self, row: Row) -> int | None:
        text = row.cells.get("n", "")
        answers = dutch_numbers.whole(dutch_numbers.parse(text))
        if text and text != UNREADABLE and (answers is None or answers < 1):
            self._wrong(row, "n", f"n ‘{text}’ is geen aantal antwoorden", "vul een heel getal in of laat het leeg")
        return answers

    def _survey_year(self, row: Row) -> str:
        text = self._cell(row, "jaar")
        year = self._year(row, text) if text else None
        if year is None:
            return ""
        if year < FIRST_MONITOR:
            what = f"{year} is van vóór de nieuwe Veiligheidsmonitor: opzet en vragen zijn in 2021 veranderd"
            self._wrong(row, "jaar", what, "haal de regel weg, deze cijfers horen niet in dezelfde reeks")
        elif year % 2 == 0:
            what = f"in {year} was er geen Veiligheidsmonitor"
            self._wrong(row, "jaar", what, "vul het jaar van de enquête in (2021, 2023, 2025 …)")
        return str(year)

    def _year(self, row: Row, text: str) -> int | None:
        year = dutch_numbers.whole(dutch_numbers.parse(text))
        if year is None or len(str(year)) != len("2023"):
            self._wrong(row, "jaar", f"jaar ‘{text}’ is geen jaartal", "schrijf vier cijfers, bijvoorbeeld 2023")
            return None
        if not _FIRST_YEAR <= year <= self.today.year:
            what = f"jaar {year} ligt niet tussen {_FIRST_YEAR} en nu"
            self._wrong(row, "jaar", what, "verbeter het jaartal")
            return None
        return year

    def _period(self, row: Row) -> str:
        month, year = row.cells.get("maand", ""), row.cells.get("jaar", "")
        if UNREADABLE in (month, year):
            return ""
        if bool(month) == bool(year):
            what = "maand en jaar zijn allebei ingevuld" if month else "maand en jaar zijn allebei leeg"
            self._wrong(row, "maand", what, "vul één van beide in: een maand (2024-04) of een jaar (2024)")
            return ""
        if year:
            found_year = self._year(row, year)
            return str(found_year) if found_year else ""
        found = month_of(month)
        if found is None or int(found[:4]) < _FIRST_YEAR:
            self._wrong(row, "maand", f"maand ‘{month}’ is geen maand", "schrijf jaar en maand als 2024-04")
            return ""
        if found > f"{self.today:%Y-%m}":
            self._wrong(row, "maand", f"maand {found} moet nog komen", "verbeter de maand")
        return found
