"""The two templates for figures of one's own: results of the Veiligheidsmonitor, and counts that somebody keeps.

One sheet (or CSV file) with a row per figure; the sheets beside it list the areas and indicators to choose from.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ivp.catalog.models import Catalog, Indicator, Level, Statistic
from ivp.errors import UserError
from ivp.plan.sheets import put

Kind = Literal["monitor", "registratie"]
MONITOR: Kind = "monitor"
REGISTRATION: Kind = "registratie"
OWN_SOURCE = "EIGEN"
DECIMALS = ("waarde", "ondergrens", "bovengrens")
"""The columns with numbers that may have decimals."""
UNNAMED = "eigenaar niet genoemd"
OLD_MONITOR = "81928NED"
"""The Veiligheidsmonitor until 2019: its questions were other ones, so no figure of later years belongs to it."""
SHEET = "Invoer"
_HELP, _AREAS, _INDICATORS = "Uitleg", "Gebieden", "Indicatoren"
_ROWS_TO_COME = 2000
_EXAMPLE = "Voorbeeld van een regel"


@dataclass(frozen=True)
class Form:
    """A template: its columns, those that may be left out, what they mean, and a row as an example.

    `{code}` and `{gemeente}` in help and example are those of a gemeente of the catalog.
    """

    title: str
    columns: tuple[str, ...]
    optional: tuple[str, ...]
    help: tuple[str, ...]
    example: tuple[str, ...]

    def of(self, catalog: Catalog) -> Form:
        """The same with a gemeente of this catalog as the example."""
        one = next(area for area in catalog.areas if area.level is Level.GEMEENTE)

        def told(texts: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(text.replace("{code}", one.code).replace("{gemeente}", one.name) for text in texts)

        return replace(self, help=told(self.help), example=told(self.example))


FORMS: dict[Kind, Form] = {
    MONITOR: Form(
        title="Veiligheidsmonitor: uitkomsten van extra enquêtes in een gemeente, basisteam of district",
        columns=("gebied", "jaar", "indicator", "waarde", "ondergrens", "bovengrens", "n", "bron"),
        optional=("n", "bron"),
        help=(
            "Eén regel per cijfer: een gebied, een jaar en een indicator.",
            "gebied: de code ({code}) of de naam. Heet een wijk net als de gemeente, schrijf dan ‘wijk {gemeente}’.",
            "jaar: 2021, 2023, 2025 … In 2021 is de Veiligheidsmonitor vernieuwd: oudere jaren horen er niet bij.",
            "indicator: de id of de naam uit het overzicht van indicatoren.",
            "waarde, ondergrens, bovengrens: het cijfer en het 95 %-interval uit het rapport. Percentages als 23,4.",
            "n: hoeveel mensen hebben geantwoord (mag leeg).",
            "bron: wie de enquête liet doen, bijvoorbeeld ‘gemeente {gemeente}’. Die naam komt bij het cijfer.",
        ),
        example=("{code}", "2023", "vm-onveilig-buurt", "23,4", "20,1", "26,7", "812", "gemeente {gemeente}"),
    ),
    REGISTRATION: Form(
        title="Eigen registratie: aantallen die een gemeente of partner zelf bijhoudt",
        columns=("gebied", "maand", "jaar", "indicator", "aantal", "bron"),
        optional=("maand", "jaar", "bron"),
        help=(
            "Eén regel per aantal: een gebied, een maand of jaar, en een indicator.",
            "gebied: de code ({code}) of de naam. Heet een wijk net als de gemeente, schrijf dan ‘wijk {gemeente}’.",
            "maand: 2024-04. Of jaar: 2024. Vul één van beide in.",
            "indicator: de id of de naam uit het overzicht. Een nieuwe indicator is een regel in data/indicators.csv "
            f"met {OWN_SOURCE} bij source.",
            "aantal: een heel getal. 0 betekent geteld en niets gevonden. Niet geteld? Laat de regel weg.",
            "bron: wie telde en wat (mag leeg), bijvoorbeeld ‘boa-rapporten gemeente’.",
        ),
        example=("{code}", "2024-04", "", "halt-verwijzingen", "4", "Halt"),
    ),
}


def form_of(kind: str) -> tuple[Kind, Form]:
    """The template of this name; `UserError` for a name that does not exist."""
    for known, form in FORMS.items():
        if kind == known:
            return known, form
    raise UserError(f"Het sjabloon ‘{kind}’ bestaat niet; kies uit: {', '.join(FORMS)}.")


def own_source(indicator: Indicator) -> str:
    """The source of figures that somebody fills in for an indicator, so that they are never credited to CBS.

    sources.csv says of it which table it continues: EIGEN-85146NED has 85146NED as successor.
    """
    return OWN_SOURCE if indicator.source == OWN_SOURCE else f"{OWN_SOURCE}-{indicator.source}"


def choices(kind: Kind, catalog: Catalog) -> tuple[Indicator, ...]:
    """The indicators that a template can fill, in the order of the catalog."""
    if kind == MONITOR:
        known = {source.id for source in catalog.sources}
        surveys = (i for i in catalog.indicators if i.statistic == Statistic.SURVEY)
        return tuple(i for i in surveys if i.source != OLD_MONITOR and own_source(i) in known)
    counted = (Statistic.RATE, Statistic.NUMBER)
    return tuple(i for i in catalog.indicators if i.source == OWN_SOURCE and i.statistic in counted)


def write_template(kind: str, target: Path, catalog: Catalog) -> Path:
    """Write an empty template to `target` (.xlsx or .csv).

    A folder gets a file named after the kind. Raises `UserError` for an unknown kind or ending, a file that is already
    there, and a place that is missing or refuses. Returns the file.
    """
    name, _ = form_of(kind)
    target = target / f"sjabloon-{name}.xlsx" if target.is_dir() else target
    if not target.parent.is_dir():
        raise UserError(f"{target.name} is niet te schrijven: de map {target.parent} is er niet; maak haar eerst.")
    suffix = target.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise UserError(f"{target.name} is geen map en eindigt niet op .xlsx of .csv; geef het sjabloon zo’n naam.")
    content = template_xlsx(name, catalog) if suffix == ".xlsx" else template_csv(name, catalog)
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise UserError(f"{target.name} bestaat al en blijft zoals het is; kies een andere naam.") from error
    except OSError as error:
        raise UserError(f"{target.name} is niet te schrijven; controleer de map en de rechten.") from error
    return target


def template_csv(kind: Kind, catalog: Catalog) -> bytes:
    """The template as a CSV file that Dutch Excel opens: UTF-8 with BOM, semicolons, help behind #."""
    form = FORMS[kind].of(catalog)
    listed = [f"{indicator.id} = {indicator.label} ({indicator.unit})" for indicator in choices(kind, catalog)]
    lines = [
        form.title,
        *form.help,
        f"{_EXAMPLE} (zonder het #): {';'.join(form.example)}",
        "Indicatoren:",
        *(listed or ["(nog geen)"]),
        "Regels die met # beginnen zijn uitleg.",
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in lines:
        writer.writerow([f"# {line}"])
    writer.writerow(form.columns)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def template_xlsx(kind: Kind, catalog: Catalog) -> bytes:
    """The template as a workbook: a sheet to fill in, help, and the areas and indicators to choose from."""
    form = FORMS[kind].of(catalog)
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    help_lines = [(form.title,), *((text,) for text in form.help), (f"{_EXAMPLE}:",)]
    help_lines += [(f"{name}: {text or '(leeg)'}",) for name, text in zip(form.columns, form.example, strict=True)]
    _list(book.create_sheet(_HELP), help_lines, (110,))
    areas = [(area.code, area.level.value, area.name) for area in catalog.areas]
    _list(book.create_sheet(_AREAS), [("code", "soort", "naam"), *areas], (24, 14, 40))
    indicators = [(i.id, i.label, i.unit) for i in choices(kind, catalog)]
    _list(book.create_sheet(_INDICATORS), [("id", "naam", "eenheid"), *indicators], (40, 60, 24))
    _head(sheet, form)
    _choose(sheet, form, "gebied", f"{_AREAS}!$A$2:$A${len(areas) + 1}")
    if indicators:
        _choose(sheet, form, "indicator", f"{_INDICATORS}!$A$2:$A${len(indicators) + 1}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _list(sheet: Worksheet, rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> None:
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            put(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"


def _head(sheet: Worksheet, form: Form) -> None:
    for place, name in enumerate(form.columns, start=1):
        cell = sheet.cell(1, place)
        put(cell, name)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = 28 if name in ("gebied", "indicator", "bron") else 14
        if name == "maand":  # else Excel makes a date of 2024-04
            sheet.column_dimensions[get_column_letter(place)].number_format = "@"
    sheet.freeze_panes = "A2"


def _choose(sheet: Worksheet, form: Form, name: str, cells: str) -> None:
    """A list to choose from; a name that is not in it may still be typed."""
    letter = get_column_letter(form.columns.index(name) + 1)
    listed = DataValidation(type="list", formula1=cells, allow_blank=True, showErrorMessage=False)
    listed.add(f"{letter}2:{letter}{_ROWS_TO_COME}")
    sheet.add_data_validation(listed)
