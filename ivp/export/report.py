"""The report of one area, and its A4: what they say, before they are a file."""

from __future__ import annotations

from collections.abc import Iterator

from ivp.catalog.models import Level
from ivp.export import charts
from ivp.export.document import Block, Bullets, Document, Figures, Listing, Paragraph, Section, Statement
from ivp.export.sources import sources_table
from ivp.export.subject import Subject
from ivp.export.tables import own_figures, priorities_table, without_figures
from ivp.figures.agenda import action_table
from ivp.figures.palette import LIGHT
from ivp.figures.table import Table
from ivp.plan_facts import PlacedPriority
from ivp.wording import numbers
from ivp.wording.areas import alike_on, capital, enumerate_names
from ivp.wording.assessments import CAVEAT, finding_sentence, part_sentence
from ivp.wording.components import RULE_TITLES
from ivp.wording.goals import goal_sentence
from ivp.wording.periods import date_text
from ivp.wording.plan import LEVEL_LABELS, execution_title, plan_headline, toets_cell, undocumented
from ivp.wording.rules import rule_text
from ivp.wording.titles import profile_title

_STRIPS = 14  # indicators in one chart, so that it stays on a page with its notes and sources
_RULES = ("vergelijking", "verandering", "trend", "indicatief", "marge", "toets", "kleuren", "toestanden")
_ROWS = 12  # figures on the A4 at most
_TOLD = 3  # indicators that are shown at length
_SHOWN_ACTIONS = ("Jaar", "Gebied", "Actie", "Trekker", "Stand", "Deadline")
NO_FINDING = "Er is geen verschil of verandering die duidelijk meer is dan toeval."
NOTHING_WRITTEN = "Er is nog geen duiding en geen besluit vastgelegd."
NO_PLAN = "Er is nog geen prioriteit vastgelegd die hier geldt."


def report(subject: Subject) -> Document:
    """Everything that the dashboard knows of one gemeente, basisteam or the district."""
    sections = [
        *_priorities(subject),
        _figures(subject),
        *_at_length(subject),
        _execution(subject),
        _written(subject),
        _method(subject),
        _sources(subject),
    ]
    return Document(
        title=f"Veiligheidsbeeld {subject.name}",
        subtitle=subtitle(subject),
        made=subject.today,
        source=subject.source_of(subject.own.values()),
        summary=tuple(_summary(subject)),
        sections=tuple(section for section in sections if section.blocks),
    )


def subtitle(subject: Subject) -> str:
    """'Integraal Veiligheidsplan 2023–2026, cijfers tot en met 2025'."""
    if subject.plan is None:
        return "Cijfers over veiligheid"
    return f"Integraal Veiligheidsplan {subject.plan.label}, cijfers tot en met {subject.plan.year}"


def headlines(subject: Subject) -> tuple[str, str]:
    """What the plan and what the figures of the area come down to, in a sentence each."""
    toets = subject.plan.toets if subject.plan else ()
    own = [fact for fact in subject.own.values() if fact.value is not None]
    told = plan_headline(toets, subject.where)
    if subject.plan and not toets:
        told = f"{capital(numbers.counted(len(subject.plan.priorities), 'prioriteiten'))}, nog niet getoetst"
    return f"{told}.", f"{profile_title(own, subject.leading)}."


def statements(subject: Subject) -> tuple[str, ...]:
    """What stands out here, in sentences."""
    told = (finding_sentence(one, subject.by_id[one.fact.indicator]) for one in subject.findings)
    return tuple(filter(None, told)) or (NO_FINDING,)


def _summary(subject: Subject) -> Iterator[Block]:
    plan, figures = headlines(subject)
    yield Statement("De prioriteiten.", plan)
    yield Statement("De cijfers.", figures)
    yield Statement("Wat opvalt.", f"De sterkste uitspraken over {subject.where}:")
    yield Bullets(statements(subject))
    yield Statement("De uitvoering.", f"{execution_title(len(subject.actions), len(subject.goals), subject.where)}.")
    if subject.plan:
        yield Listing(priorities_table(subject), "Prioriteiten en toets")
    yield Paragraph(CAVEAT, quiet=True)


# --- priorities -----------------------------------------------------------------------------------------------


def _priorities(subject: Subject) -> Iterator[Section]:
    if subject.plan is None:
        yield Section("De prioriteiten", (Paragraph(NO_PLAN),), fresh=True)
        return
    missing = undocumented({one.priority.level for one in subject.plan.priorities})
    lead = (
        f"Dit zijn de prioriteiten die gelden voor {subject.where}, het eigen niveau eerst. Bij elke prioriteit staat "
        f"wat de cijfers zeggen tot en met {subject.plan.year}."
    )
    yield Section("De prioriteiten", tuple(Paragraph(text) for text in (lead, missing, CAVEAT) if text), fresh=True)
    for level in dict.fromkeys(one.priority.level for one in subject.plan.priorities):
        placed = [one for one in subject.plan.priorities if one.priority.level == level]
        blocks = tuple(block for one in placed for block in _priority(subject, one))
        yield Section(LEVEL_LABELS[level], blocks, level=2)


def _priority(subject: Subject, placed: PlacedPriority) -> Iterator[Block]:
    priority = placed.priority
    judged = subject.judged(priority.id)
    said = toets_cell(judged) if judged else "Deze prioriteit is hier niet gesteld."
    yield Statement(f"{priority.title}.", said, kind=f"{placed.theme_label}; {priority.standing}")
    parts = subject.parts(judged) if judged else ()
    known = [part for part in parts if part.fact is not None and part.fact.value is not None]
    if known:
        yield Bullets(tuple(part_sentence(part, subject.by_id[part.indicator]) for part in known))
    gone = [subject.by_id[part.indicator].label for part in parts if part not in known]
    if gone:
        yield Paragraph(f"Zonder cijfer hier: {enumerate_names(gone)}.")
    yield Paragraph(f"Bron: {priority.source}.", quiet=True)


# --- figures --------------------------------------------------------------------------------------------------


def _figures(subject: Subject) -> Section:
    gone = without_figures(subject)
    table = own_figures(subject)
    known = [fact for fact in subject.own.values() if fact.known]
    blocks: list[Block] = [Paragraph(f"{profile_title(known, subject.leading)}.")]
    placed = charts.positions(subject, LIGHT, _STRIPS, f"Waar staat {subject.where}?")
    blocks += [Figures(chart) for chart in placed if chart.shown]
    caption = f"De laatste cijfers van {subject.where}"
    blocks.append(Listing(table, caption, subject.source_of(subject.told)))
    if gone:
        blocks.append(Paragraph(f"Zonder cijfer hier: {'; '.join(gone)}."))
    if alike := alike_text(subject):
        blocks.append(Paragraph(alike))
    if subject.telling(1) and (drawn := charts.level_map(subject, subject.telling(1)[0])):
        blocks.append(Figures(drawn))
    return Section(f"De cijfers naast {_beside(subject)}", tuple(blocks), fresh=True)


def _beside(subject: Subject) -> str:
    return "de politie-eenheid" if subject.area.level == Level.DISTRICT else "het district"


def alike_text(subject: Subject) -> str:
    """Which municipalities are most like this one, and on what; empty for what is no municipality."""
    alike = subject.reading.similar(subject.area.code)
    if not alike:
        return ""
    names = enumerate_names([one.area.name for one in alike])
    on = alike_on([name.lower() for name in subject.reading.similar_variables()])
    return f"Gemeenten die het meest op {subject.where} lijken: {names}. Dat is bepaald op {on}."


def _at_length(subject: Subject) -> Iterator[Section]:
    for indicator in subject.telling(_TOLD):
        about = " ".join(part for part in (indicator.definition, indicator.caveat) if part)
        blocks: list[Block] = [Paragraph(about)] if about else []
        blocks.append(Figures(charts.comparison(subject, indicator)))
        history = {fact.period for fact in subject.history(indicator) if fact.value is not None}
        if len(history) > 1:
            blocks.append(Figures(charts.course(subject, indicator)))
        yield Section(indicator.label, tuple(blocks), level=2)
    if drawn := charts.wijken(subject):
        yield Section("De wijken", (Figures(drawn),), level=2)


# --- execution, what was written, method, sources -------------------------------------------------------------


def _execution(subject: Subject) -> Section:
    lead = f"{execution_title(len(subject.actions), len(subject.goals), subject.where)}."
    blocks: list[Block] = [Paragraph(lead)]
    if subject.goals:
        blocks += [Bullets(tuple(goal_sentence(row) for row in subject.goals)), Figures(charts.goals(subject))]
    if subject.actions:
        table = action_table(subject.actions).only(*_SHOWN_ACTIONS)
        blocks.append(Listing(table, "Acties", charts.plan_sources(subject)))
        late = [one for one in subject.actions if one.overdue(subject.today)]
        told = [f"{one.action.title} ({date_text(one.action.deadline)})" for one in late if one.action.deadline]
        if told:
            blocks.append(Statement("Over de datum.", f"{'; '.join(told)}."))
    return Section("Doelen en acties", tuple(blocks))


def _written(subject: Subject) -> Section:
    titles = {one.priority.id: one.priority.title for one in subject.plan.priorities} if subject.plan else {}
    blocks: list[Block] = [
        Statement(
            f"Besluit over {titles[one.priority]}: {one.verdict}.",
            one.text,
            kind=f"{one.body}, {date_text(one.decided)}",
        )
        for one in subject.decisions
    ]
    blocks += [
        Statement(
            f"{titles[note.priority]}.",
            note.text,
            kind=f"{note.author or 'Coördinator'}, {date_text(note.written)}, over {note.year}",
        )
        for note in subject.commentary
    ]
    return Section("Duiding en besluiten", tuple(blocks) or (Paragraph(NOTHING_WRITTEN),))


def _method(_subject: Subject) -> Section:
    rules = tuple(Statement(RULE_TITLES[rule], rule_text(rule)) for rule in _RULES)
    return Section("Hoe wij rekenen", rules)


def _sources(subject: Subject) -> Section:
    used = [fact.source for fact in subject.own.values() if fact.known]
    table = sources_table(sorted(used), subject.sources, subject.datasets)
    lines = [
        Statement(f"{one.id}.", " ".join(filter(None, (one.definition, one.caveat))))
        for id in dict.fromkeys(sorted(used))
        if (one := subject.sources.get(id))
    ]
    return Section("Bronnen", (Listing(table, "Tabellen"), *lines))


# --- A4 -------------------------------------------------------------------------------------------------------


def one_page(subject: Subject) -> Iterator[Document]:
    """The page for a councillor: the plan, the figures, what stands out; every next one says less, until it fits."""
    for rows in range(_ROWS, 0, -1):
        for drawn in (True, False):
            yield _page(subject, rows, drawn=drawn)


def shown_of(shown: int, there_are: int) -> str:
    """That a table is not all there is: 'Hier staan 12 van de 25 cijfers; de rest staat in het rapport.'"""
    verb = "staat" if shown == 1 else "staan"
    return f"Hier {verb} {shown} van de {there_are} cijfers; de rest staat in het rapport."


def _page(subject: Subject, rows: int, *, drawn: bool) -> Document:
    plan, figures = headlines(subject)
    table = own_figures(subject)
    shown = Table(table.names, table.rows[:rows]).only("Indicator", "Periode", "Cijfer (aantal)", "Uitkomst")
    first = subject.telling(1) if drawn else []
    blocks: list[Block] = [
        Statement("De prioriteiten.", plan),
        Listing(priorities_table(subject).only("Niveau", "Prioriteit", "Toets"), "Prioriteiten en toets"),
        Statement("De cijfers.", figures),
        Listing(shown, "De laatste cijfers"),
        *([Paragraph(shown_of(len(shown), len(table)), quiet=True)] if len(shown) < len(table) else []),
        *(Figures(charts.comparison(subject, indicator)) for indicator in first),
        Statement("Wat opvalt.", ""),
        Bullets(statements(subject)[: max(rows // 3, 1)]),
        Statement("De uitvoering.", f"{execution_title(len(subject.actions), len(subject.goals), subject.where)}."),
        Paragraph(CAVEAT, quiet=True),
    ]
    return Document(
        title=f"Veiligheidsbeeld {subject.name}",
        subtitle=subtitle(subject),
        made=subject.today,
        source=subject.source_of(subject.own.values()),
        summary=tuple(blocks),
        sections=(),
    )
