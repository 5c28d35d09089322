"""From a filled-in template to observations: every cell is checked, and one mistake refuses the whole file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ivp.catalog.models import Area, Catalog, Indicator, Level, State
from ivp.catalog.table import Row
from ivp.plan.rows import slug
from ivp.snapshot import OBSERVATION_SCHEMA
from ivp.sources.lookup import Areas, find_indicator, suggestion
from ivp.sources.mistakes import ImportMistakesError
from ivp.sources.template_rows import UNREADABLE, Filled, read_filled
from ivp.sources.templates import MONITOR, OLD_MONITOR, OWN_SOURCE, REGISTRATION, Kind, choices

FIRST_MONITOR = 2021
"""The Veiligheidsmonitor was renewed in 2021; the series until 2019 may not be continued (CBS)."""
_FIRST_YEAR = 2000
_SMALL = 5
_FEW = 3
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_SCALE = re.compile(r"schaalscore (\d+)-(\d+)")
_MONTHS = ("jan", "feb", "maa mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class FromTemplate:
    """The observations of a template, what to say about them, and who counted (registrations)."""

    kind: Kind
    frame: pd.DataFrame
    notes: tuple[str, ...]
    counted_by: tuple[str, ...]


Cells = dict[str, object]


def read_template(raw: bytes, name: str, catalog: Catalog, today: date) -> FromTemplate:
    """Check a filled-in template.

    Raises `ImportMistakesError` with every mistake, `UserError` for a file that is no template at all.
    """
    filled = read_filled(raw, name)
    checker = _Checker(filled, catalog, today)
    make = checker.survey if filled.kind == MONITOR else checker.count
    made = [cells for row in filled.rows if (cells := make(row)) is not None]
    if filled.problems:
        raise ImportMistakesError(sorted(filled.problems, key=lambda problem: problem.row or 0))
    frame = pd.DataFrame(made, columns=OBSERVATION_SCHEMA.names)
    return FromTemplate(filled.kind, frame, tuple(checker.notes(frame)), tuple(dict.fromkeys(checker.counted_by)))


class _Checker:
    """Checks row by row; problems go to `filled`, and a row with a problem gives no observation."""

    def __init__(self, filled: Filled, catalog: Catalog, today: date) -> None:
        self.filled, self.catalog, self.today = filled, catalog, today
        self.areas = Areas(catalog.areas)
        self.choices = choices(filled.kind, catalog)
        self.seen: dict[tuple[str, str, str], int] = {}
        self.by_name: dict[str, Area] = {}
        self.counted_by: list[str] = []
        self.fractions = 0
        self.percentages = 0

    def survey(self, row: Row) -> Cells | None:
        """The observation of one row of the Veiligheidsmonitor; its margin is half the width of the interval."""
        before = len(self.filled.problems)
        area, indicator = self._area(row), self._indicator(row)
        period = self._survey_year(row)
        value, lower, upper = (self._number(row, name) for name in ("waarde", "ondergrens", "bovengrens"))
        self._answers(row)
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
        return self._observation(row, indicator, area, period, value, margin, State.VALUE)

    def count(self, row: Row) -> Cells | None:
        """The observation of one row of an own registration; the running month or year is provisional."""
        before = len(self.filled.problems)
        area, indicator = self._area(row), self._indicator(row)
        period = self._period(row)
        value = self._number(row, "aantal")
        if value is not None and (value < 0 or value != int(value)):
            self._wrong(
                row, "aantal", f"aantal ‘{row.cells['aantal']}’ kan niet", "vul een heel getal van 0 of hoger in"
            )
        if area is None or indicator is None or len(self.filled.problems) > before:
            return None
        if by := row.cells.get("bron"):
            self.counted_by.append(by)
        running = period in (f"{self.today:%Y}", f"{self.today:%Y-%m}")
        state = State.PROVISIONAL if running else State.VALUE
        return self._observation(row, indicator, area, period, value, None, state)

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
        if (provisional := int((frame["state"] == State.PROVISIONAL).sum())) > 0:
            lines.append(f"Voorlopig, want de periode loopt nog: {provisional}.")
        return lines

    def _observation(
        self, row: Row, indicator: Indicator, area: Area, period: str, value: float | None, margin: float | None,
        state: State,
    ) -> Cells | None:  # fmt: skip
        key = (area.code, period, indicator.id)
        if key in self.seen:
            what = f"{indicator.id} voor {area.code} in {period} staat ook op rij {self.seen[key]}"
            self._wrong(row, "", what, "haal één van beide weg")
            return None
        self.seen[key] = row.number
        where = {"table": indicator.source, "code": indicator.code, "measure": indicator.measure, "area": area.code}
        return {**where, "period": period, "value": value, "margin": margin, "state": state.value}

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
        found = self.areas.find(text) if text else None
        if isinstance(found, tuple):
            self._wrong(row, "gebied", *found)
            return None
        if found is not None and len(self.areas.named(text)) > 1:
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
        what = f"indicator ‘{text}’ is geen enquêtecijfer in indicators.csv"
        return what, f"kies uit het sjabloon{suggestion(text, self.choices)}"

    def _no_registration(self, text: str) -> tuple[str, str]:
        what = f"indicator ‘{text}’ is geen eigen registratie in indicators.csv"
        if near := suggestion(text, self.choices):
            return what, f"kies uit het sjabloon{near} of voeg een regel met source {OWN_SOURCE} toe"
        return what, f"voeg daar deze regel toe en pas hem aan: {indicator_line(text, self.catalog)}"

    def _number(self, row: Row, name: str) -> float | None:
        text = self._cell(row, name)
        plain = text.removesuffix("%").strip().replace(" ", "")
        if "," in plain or (name == "aantal" and _THOUSANDS.fullmatch(plain)):
            plain = plain.replace(".", "").replace(",", ".")
        if text and not _NUMBER.fullmatch(plain):
            self._wrong(
                row, name, f"{name} ‘{text}’ is geen getal", "schrijf een getal, met een komma voor de decimalen"
            )
            return None
        return float(plain) if text else None

    def _in_scale(self, row: Row, name: str, number: float | None, indicator: Indicator) -> None:
        reach = scale(indicator.unit)
        if number is not None and reach is not None and not reach[0] <= number <= reach[1]:
            what = f"{name} {row.cells[name]} past niet bij {indicator.unit}"
            self._wrong(row, name, what, f"vul een getal van {reach[0]} tot en met {reach[1]} in")

    def _answers(self, row: Row) -> None:
        text = row.cells.get("n", "")
        plain = text.replace(".", "") if _THOUSANDS.fullmatch(text) else text
        if text and text != UNREADABLE and (not plain.isdecimal() or int(plain) < 1):
            self._wrong(row, "n", f"n ‘{text}’ is geen aantal antwoorden", "vul een heel getal in of laat het leeg")

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
        return text

    def _year(self, row: Row, text: str) -> int | None:
        if not re.fullmatch(r"\d{4}", text):
            self._wrong(row, "jaar", f"jaar ‘{text}’ is geen jaartal", "schrijf vier cijfers, bijvoorbeeld 2023")
            return None
        if not _FIRST_YEAR <= int(text) <= self.today.year:
            what = f"jaar {text} ligt niet tussen {_FIRST_YEAR} en nu"
            self._wrong(row, "jaar", what, "verbeter het jaartal")
            return None
        return int(text)

    def _period(self, row: Row) -> str:
        month, year = row.cells.get("maand", ""), row.cells.get("jaar", "")
        if UNREADABLE in (month, year):
            return ""
        if bool(month) == bool(year):
            what = "maand en jaar zijn allebei ingevuld" if month else "maand en jaar zijn allebei leeg"
            self._wrong(row, "maand", what, "vul één van beide in: een maand (2024-04) of een jaar (2024)")
            return ""
        if year:
            return year if self._year(row, year) else ""
        found = month_of(month)
        if found is None or int(found[:4]) < _FIRST_YEAR:
            self._wrong(row, "maand", f"maand ‘{month}’ is geen maand", "schrijf jaar en maand als 2024-04")
            return ""
        if found > f"{self.today:%Y-%m}":
            self._wrong(row, "maand", f"maand {found} moet nog komen", "verbeter de maand")
        return found


def scale(unit: str) -> tuple[int, int] | None:
    """The least and most that a figure with this unit can be; None when the unit does not say."""
    if unit.startswith("%"):
        return 0, 100
    if unit == "rapportcijfer":
        return 1, 10
    found = _SCALE.search(unit)
    return (int(found[1]), int(found[2])) if found else None


def month_of(text: str) -> str | None:
    """'2024-04' for 2024-04, 2024-4, 04-2024, 1-4-2024, april 2024 and apr-24 (what Excel makes of it)."""
    for pattern in (r"(?P<y>\d{4})-(?P<m>\d{1,2})(-0?1)?", r"(0?1-)?(?P<m>\d{1,2})-(?P<y>\d{4})"):
        if (found := re.fullmatch(pattern, text)) and 1 <= int(found["m"]) <= len(_MONTHS):
            return f"{found['y']}-{int(found['m']):02}"
    if found := re.fullmatch(r"([a-z]{3,})\.?[ -](\d{4}|\d{2})", text.casefold()):
        number = next((i for i, names in enumerate(_MONTHS, start=1) if found[1][:3] in names.split()), None)
        year = found[2] if len(found[2]) == len("2024") else f"20{found[2]}"
        return f"{year}-{number:02}" if number else None
    return None


def indicator_line(text: str, catalog: Catalog) -> str:
    """A line for indicators.csv that makes an own registration of `text`; theme and wording are to be adapted."""
    name = re.sub(r"[;<>\"\r\n]+", " ", text).strip()
    id = slug(name) or "eigen-registratie"
    values: dict[str, object] = {
        "id": id, "label": name, "short": name[:34], "theme": catalog.themes[0].id, "statistic": "rate",
        "unit": "per 1.000 inwoners", "decimals": 1, "polarity": "none", "detection": "na", "source": OWN_SOURCE,
        "code": id, "measure": "aantal", "minimum": 100, "rounding": 1,
    }  # fmt: skip
    return ";".join(str(values.get(column, "")) for column in Indicator.model_fields)
