"""All about one area as a workbook: figures of every year beside those of others, plan, definitions, sources."""

from __future__ import annotations

from datetime import datetime

from ivp.export.fact_sheet import FactSheet, fact_sheet
from ivp.export.report import subtitle
from ivp.export.subject import Subject
from ivp.export.xlsx import About, Sheet, definitions, explanation, workbook
from ivp.figures.agenda import action_table
from ivp.figures.base import area_label, facts_of
from ivp.figures.chart import Shown
from ivp.figures.table import Table
from ivp.outcomes import Grain
from ivp.wording.assessments import assessment_label
from ivp.wording.goals import goal_sentence
from ivp.wording.periods import date_text
from ivp.wording.plan import LEVEL_LABELS, toets_cell


def selection_xlsx(subject: Subject) -> bytes:
    """The workbook of an area."""
    figures = _figures(subject)
    title, made = f"Veiligheidsbeeld {subject.name}", subject.today
    source = subject.source_of(fact for part in figures for fact in part.facts)
    sheet = fact_sheet(figures)
    about = {"Titel": title, "Wat": subtitle(subject), "Gemaakt op": date_text(made), "Bron": source}
    sheets = [
        Sheet("Cijfers", sheet),
        Sheet("Prioriteiten", _priorities(subject), wrapped=True),
        Sheet("Doelen", _goals(subject), wrapped=True),
        Sheet("Acties", action_table(subject.actions), wrapped=True),
        definitions(sheet),
        Sheet("Bronnen", _sources(subject, sheet), wrapped=True, dates=("Opgehaald",)),
        explanation(about, sheet),
    ]
    day = datetime(made.year, made.month, made.day, 12)
    kept = [one for one in sheets if len(one.table) or one.name == "Cijfers"]
    return workbook(kept, About(title, subtitle(subject), source, day))


def _figures(subject: Subject) -> list[Shown]:
    """All years of the indicators of the matrix, of the area, those beside it and those it is held against."""
    areas = list(dict.fromkeys([subject.area.code, *subject.members, *(one.code for one in subject.above)]))
    ids = [one.id for one in subject.rows]
    found = subject.reading.facts(ids, reference_level=subject.level, areas=areas, grain=Grain.YEAR)
    place = {code: at for at, code in enumerate(areas)}
    ordered = sorted(found, key=lambda fact: (place[fact.area.code], fact.period))
    return [Shown(one, tuple(facts_of(ordered, one))) for one in subject.rows]


def _priorities(subject: Subject) -> Table:
    placed = subject.plan.priorities if subject.plan else ()
    judged = [subject.judged(one.priority.id) for one in placed]
    return Table.of(
        {
            "Code": [one.priority.id for one in placed],
            "Niveau": [LEVEL_LABELS[one.priority.level] for one in placed],
            "Gebiedscode": [one.area.code for one in placed],
            "Gebied": [area_label(one.area) for one in placed],
            "Prioriteit": [one.priority.title for one in placed],
            "Thema": [one.theme_label for one in placed],
            "Toets": [assessment_label(one.outcome) if one else "" for one in judged],
            "Toelichting": [toets_cell(one) if one else "" for one in judged],
            "Status": [str(one.priority.standing) for one in placed],
            "Bron": [one.priority.source for one in placed],
        }
    )


def _goals(subject: Subject) -> Table:
    rows = subject.goals
    return Table.of(
        {
            "Gebiedscode": [one.area.code for one in rows],
            "Gebied": [area_label(one.area) for one in rows],
            "Doel": [one.goal.measure for one in rows],
            "Begin": [one.goal.base_value for one in rows],
            "Beginjaar": [str(one.goal.base_year) for one in rows],
            "Streefwaarde": [one.goal.target_value for one in rows],
            "Doeljaar": [str(one.goal.target_year) for one in rows],
            "Laatste cijfer": [one.value for one in rows],
            "Stand": [goal_sentence(one) for one in rows],
            "Status": [str(one.goal.standing) for one in rows],
            "Bron": [one.goal.source for one in rows],
        }
    )


def _sources(subject: Subject, sheet: FactSheet) -> Table:
    """The tables behind the figures, with the date of retrieval as a date."""
    used = {str(table) for table in sheet.column("Tabel")}
    own = [one for one in subject.sources.values() if one.id in used]
    pulled = {one.source: one for one in reversed(subject.datasets)}
    return Table.of(
        {
            "Tabel": [one.id for one in own],
            "Titel": [one.title for one in own],
            "Uitgever": [one.publisher for one in own],
            "Licentie": [one.licence for one in own],
            "Perioden": [pulled[one.id].periods if one.id in pulled else "" for one in own],
            "Opgehaald": [pulled[one.id].retrieved.isoformat() if one.id in pulled else "" for one in own],
            "Wat het is": [one.definition for one in own],
            "Kanttekening": [one.caveat for one in own],
            "Adres": [one.url for one in own],
        }
    )
