"""From a StatLine download to observations: only what the catalog asks for, found by title, with a state per cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from ivp.catalog.models import Catalog, State
from ivp.catalog.table import Problem
from ivp.catalog.tables import Slice, Tables
from ivp.errors import UserError
from ivp.snapshot import OBSERVATION_SCHEMA
from ivp.sources import convert, odata, statline_cells
from ivp.sources.convert import Column
from ivp.sources.lookup import normal
from ivp.sources.mistakes import ImportMistakesError
from ivp.sources.statline_codes import BESIDE, BY_CODE, Reading, coded, places, status
from ivp.sources.statline_csv import Metadata, explain, layout_of, read_figures, table_number
from ivp.sources.transport import SourceError

_KEYS = ["table", "code", "measure", "area", "period"]


@dataclass(frozen=True)
class FromStatLine:
    """The observations of a download, its table, and what to say about what was left out."""

    source: str
    frame: pd.DataFrame
    notes: tuple[str, ...]


def read_statline(
    raw: bytes,
    name: str,
    catalog: Catalog,
    tables: Tables,
    metadata: tuple[bytes, str] | None = None,
    today: date | None = None,
) -> FromStatLine:
    """Check a download against the catalog and take the areas, kinds, topics and periods that it asks for.

    `metadata` is the content and name of the metadata file, when there is one. Raises `UserError` for a table that
    the catalog does not have or a file that cannot be read, `ImportMistakesError` with every wrong cell.
    """
    if layout_of(raw) == "metadata":
        raise UserError(f"{name} is het metadata-bestand, zonder cijfers; lees het bestand met de cijfers in.")
    beside = None if metadata is None else Metadata(*metadata)
    known = explain(beside)
    slices = _slices(name, beside, catalog, tables)
    regions = {normal(part.region) for part in slices} if slices else {normal(part.region) for part in tables.slices}
    inside = _codes(catalog)
    problems: list[Problem] = []

    def keep(piece: pd.DataFrame) -> pd.Series:
        region = next((column for column in piece.columns if normal(column) in regions), None)
        if region is None:
            raise UserError(f"{name} heeft geen kolom met regio’s; {BY_CODE}.")
        problems.extend(statline_cells.wrong_regions(name, piece[region], catalog))
        codes = convert.our_area(piece[region])
        return codes.isin(inside) | codes.str.fullmatch(r"GM\d{4}")

    file = read_figures(raw, name, keep, known)
    slices = slices or _by_heading(name, file.heading, catalog, tables)
    if not slices:
        raise UserError(
            f"Van welke tabel {name} is, is niet te zien; zet het nummer vooraan in de naam (47013NED_….csv)."
        )
    reading = Reading(name, slices[0].source, file, known, catalog, problems=problems)
    frames = [_observations(reading, part, tables, today or date.today()) for part in slices]
    if problems:
        raise ImportMistakesError(sorted(dict.fromkeys(problems), key=lambda problem: problem.row or 0))
    frame = pd.concat(frames, ignore_index=True).drop_duplicates(_KEYS, ignore_index=True)
    if frame.empty:
        why = " ".join(reading.notes)
        raise UserError(f"In {name} staat geen cijfer van onze gebieden dat de catalogus vraagt. {why}".strip())
    return FromStatLine(
        slices[0].source,
        frame[OBSERVATION_SCHEMA.names].astype({"value": float, "margin": float}),
        tuple(reading.notes),
    )


def _slices(name: str, beside: Metadata | None, catalog: Catalog, tables: Tables) -> tuple[Slice, ...]:
    """The slices of the table by its number, from the name of the file or the metadata; none without a number."""
    numbers = [number for number in (table_number(name), beside.table if beside else "") if number]
    if len({number.casefold() for number in numbers}) > 1:
        raise UserError(f"{name} en het metadata-bestand gaan over twee tabellen ({' en '.join(numbers)}).")
    if not numbers:
        return _by_heading(name, "", catalog, tables)
    wanted = numbers[0].casefold()
    found = tuple(part for part in tables.slices if wanted in (part.source.casefold(), part.table_id.casefold()))
    if not found:
        ours = ", ".join(sorted({part.source for part in tables.slices}))
        raise UserError(f"Tabel {numbers[0]} staat niet in data/tables.csv; zet haar daar, of kies uit: {ours}.")
    return found


def _by_heading(name: str, heading: str, catalog: Catalog, tables: Tables) -> tuple[Slice, ...]:
    """The slices of the one table whose title stands above the figures or begins the name of the file, else none."""
    found = {
        source.id
        for source in catalog.sources
        if normal(source.title) == normal(heading) or normal(name).startswith(normal(source.title))
    }
    slices = tuple(part for part in tables.slices if part.source in found)
    return slices if len({part.source for part in slices}) == 1 else ()


def _codes(catalog: Catalog) -> frozenset[str]:
    """Our areas, and those that went up in one of them: their figures are part of its past."""
    return frozenset(code for area in catalog.areas for code in (area.code, *area.continues))


def _observations(reading: Reading, part: Slice, tables: Tables, today: date) -> pd.DataFrame:
    """The rows of one slice; problems and notes go to `reading`."""
    columns, topics = _columns(reading, part, tables)
    place = places(reading, part)
    frame = reading.file.frame.copy()
    periods = status(reading, frame, place.get("periods", ""))
    _refuse_impossible(reading, part, frame, place, today)
    frame = coded(reading, part, frame, place)
    layout = convert.Layout(
        part.region, part.kind, "Perioden" if "periods" in place else "", "Marges" if "margins" in place else "",
        columns, periods,
    )  # fmt: skip
    made = [_one_area(reading, part, layout, topics, rows) for _, rows in frame.groupby(part.region, sort=True)]
    _without_margins(reading, part, made)
    filled = [rows for rows in made if len(rows)]
    return pd.concat(filled) if filled else pd.DataFrame(columns=OBSERVATION_SCHEMA.names)


def _refuse_impossible(reading: Reading, part: Slice, frame: pd.DataFrame, place: dict[str, str], today: date) -> None:
    """Codes that the table cannot have go to the problems; titles are looked up, and say so themselves."""
    if reading.file.titles:
        return
    if "kind" in place:
        reading.problems += statline_cells.wrong_kinds(reading, part, frame[place["kind"]])
    if "periods" in place:
        reading.problems += statline_cells.wrong_periods(reading.name, frame[place["periods"]], today)
        others = int(convert.our_period(frame[place["periods"]]).isna().sum())
        if others:
            reading.note(f"Niet overgenomen: {others} regels over een andere periode dan een jaar of een maand.")


def _without_margins(reading: Reading, part: Slice, made: list[pd.DataFrame]) -> None:
    if part.survey and any(rows.loc[rows["value"].notna(), "margin"].isna().any() for rows in made):
        reading.note("Zonder marges: neem op StatLine ook ‘Ondergrens’ en ‘Bovengrens’ van het 95 %-interval mee.")


def _columns(
    reading: Reading, part: Slice, tables: Tables
) -> tuple[tuple[Column, ...], dict[str, odata.Topic]]:  # fmt: skip
    """The columns that the catalog asks for; a topic that the file lacks is a note, none at all an error."""
    listed = reading.file.topics
    grouped = any(topic.groups for topic in listed)
    columns, lost = [], []
    for topic in tables.topics_of(part.source):
        if topic.title == "*":
            if not reading.file.titles and not reading.known.topics:
                raise UserError(f"{reading.name} heeft alleen technische namen; {BESIDE.format(id=reading.id)}.")
            numeric = [one for one in listed if one.datatype != "String"]
            columns += [Column(one.key, topic.measure, " › ".join((*one.groups, one.title))) for one in numeric]
            continue
        try:
            found = odata.resolve(listed, topic.title, topic.group if grouped else "")
            columns.append(Column(found.key, topic.measure, topic.code))
        except SourceError as error:
            lost.append((topic.title, str(error)))
    if not columns:
        beside = "" if grouped else f" Helpt dat niet: {BESIDE.format(id=reading.id)}."
        raise UserError(f"{reading.name}: {lost[0][1]}{beside}")
    if lost:
        reading.note(f"Onderwerpen die niet (of vaker) in het bestand staan: {', '.join(title for title, _ in lost)}.")
    return tuple(columns), {topic.key: topic for topic in listed}


def _one_area(
    reading: Reading, part: Slice, layout: convert.Layout, topics: dict[str, odata.Topic], rows: pd.DataFrame
) -> pd.DataFrame:
    """The observations of one area; an empty cell is not applicable, a dot unknown (StatLine's own symbols)."""
    values = rows.copy()
    blank = pd.DataFrame(index=rows.index)
    for column in layout.columns:
        values[column.key], blank[column.key] = statline_cells.numbers(
            reading, part, column.measure, rows[column.key], topics[column.key]
        )
    made = convert.observations(values.reset_index(drop=True), part, layout)
    if blank.to_numpy().any():
        marks = values.assign(**{key: blank[key].astype(float) for key in blank})
        plain = part.model_copy(update={"closing": "", "withheld": (), "withheld_month": ()})
        empty = convert.observations(marks.reset_index(drop=True), plain, layout)
        made.loc[(empty["value"] == 1) & (made["state"] == State.UNKNOWN), "state"] = State.NOT_APPLICABLE.value
    return made
