"""The tables and lines of the page Verantwoording: what stands behind the figures, as tables with Dutch columns."""

from __future__ import annotations

from ivp.catalog.models import Detection, Polarity, Statistic
from ivp.facts import Noise
from ivp.figures.table import Table
from ivp.web.components.text import plain
from ivp.web.page import Page
from ivp.wording.areas import sentence
from ivp.wording.numbers import MARGIN, counted, number, percent
from ivp.wording.periods import date_text, reach

_POLARITY = {
    Polarity.LOWER_IS_BETTER: "lager is gunstiger",
    Polarity.HIGHER_IS_BETTER: "hoger is gunstiger",
    Polarity.NONE: "geen goed of slecht",
}
_DETECTION = {
    Detection.REPORTED: "brengdelict: mensen melden het bij de politie",
    Detection.FOUND: "haaldelict: komt aan het licht door zoeken; meer controles geven meer registraties",
    Detection.NOT_APPLICABLE: "",
}
_BOTH = f"met een {MARGIN} voor toeval en de gewone schommeling samen"
_METHOD = {
    Statistic.RATE: f"aantal per 1.000 inwoners op 1 januari, {_BOTH}",
    Statistic.SHARE: f"deel van een ander aantal in procenten, {_BOTH}",
    Statistic.SURVEY: "schatting uit een enquête, met de marge die de bron publiceert",
    Statistic.NUMBER: "cijfer zoals de bron het publiceert, zonder marge",
}


def summary_line(page: Page, failed: int, checked: int) -> str:
    """'58 indicatoren, waarvan 51 met open cijfers, uit 23 tabellen van 3 bronhouders. Het laatst opgehaald op 1 maart
    2026. Alle 40 controles op de cijfers zijn in orde.'
    """
    known = page.known
    with_figures = sum(bool(known.periods.get(one.id)) for one in known.indicators)
    tables = {row.source for row in known.datasets}
    publishers = {known.sources[table].publisher for table in tables if table in known.sources}
    what = f"{number(len(known.indicators))} indicatoren, waarvan {number(with_figures)} met open cijfers"
    whence = f"uit {counted(len(tables), 'tabellen')} van {counted(len(publishers), 'bronhouders')}"
    latest = max((row.retrieved for row in known.datasets), default=None)
    fetched = f" Het laatst opgehaald op {date_text(latest)}." if latest else ""
    return f"{what}, {whence}.{fetched} {checks_line(failed, checked)}"


def checks_line(failed: int, checked: int) -> str:
    """'Alle 40 controles op de cijfers zijn in orde.'; 'Van de 40 controles op de cijfers zijn er 2 niet in orde.'"""
    if not failed:
        return f"Alle {number(checked)} controles op de cijfers zijn in orde."
    those = "is er 1" if failed == 1 else f"zijn er {number(failed)}"
    return f"Van de {number(checked)} controles op de cijfers {those} niet in orde."


def indicator_lines(page: Page) -> list[str]:
    """What there is to know about the chosen indicator, one Markdown line per fact."""
    indicator = page.indicator
    source = page.known.sources[indicator.source]
    periods = page.known.periods.get(indicator.id, [])
    facts = {
        "Wat het is": indicator.definition or source.definition,
        "Bron": f"{source.publisher}, tabel {source.id}: {source.title}",
        "Licentie": source.licence,
        "Perioden met cijfers": reach(periods) or "geen open cijfer",
        "Hoe gemaakt": _METHOD[indicator.statistic],
        "Afronding door de bron": f"op {indicator.rounding}" if indicator.rounding > 1 else "",
        "Lezen": _POLARITY[indicator.polarity],
        "Soort": _DETECTION[indicator.detection],
        "Kanttekening": " ".join(sentence(part) for part in (indicator.caveat, source.caveat) if part),
        "Telt hetzelfde als andere": page.known.twins.get(indicator.id, ""),
    }
    lines = [f"**{name}**: {plain(text)}" for name, text in facts.items() if text]
    return [*lines, f"[Tabel {plain(source.id)} bij de bron]({source.url})"] if source.url else lines


def datasets_table(page: Page) -> Table:
    """One row per file of the snapshot; few columns, so that it fits on a phone."""
    rows = page.known.datasets
    return Table.of(
        {
            "Tabel": [row.source for row in rows],
            "Wat": [f"{row.title}, {row.periods}" for row in rows],
            "Opgehaald": [date_text(row.retrieved, short=True) for row in rows],
        }
    )


def noise_table(page: Page) -> Table:
    """How much every indicator moves between years by itself, and which change can be seen at three sizes."""
    rows = [one for one in page.store.spreads() if one.sigma is not None]
    sizes = sorted({seen.cases for one in rows for seen in one.least})
    return Table.of(
        {
            "Indicator": [page.known.by_id[one.indicator].label for one in rows],
            "Schommeling": [percent(100 * (one.sigma or 0.0), 0) for one in rows],
            "Geschat uit": [
                f"{number(one.pairs)} paren van jaren" if one.own else "te weinig paren: het midden van de andere"
                for one in rows
            ],
            **{f"Te zien bij {number(size)} gevallen": [_visible(one, size) for one in rows] for size in sizes},
        }
    )


def _visible(noise: Noise, cases: int) -> str:
    """'−34 % of +52 %': the smallest fall and rise that are called more than chance."""
    found = next((seen for seen in noise.least if seen.cases == cases), None)
    if found is None:
        return ""
    return f"{number(100 * (found.down - 1))} % of +{number(100 * (found.up - 1))} %"


def dataset_lines(page: Page) -> list[str]:
    """Where every file of the snapshot comes from and what to know about it, one Markdown line per file."""
    return [
        f"**{plain(row.source)}** ({number(row.rows)} rijen, {plain(row.origin)}). {plain(sentence(row.note))}"
        for row in page.known.datasets
    ]


def source_lines(page: Page) -> list[str]:
    """What every source table of the catalog counts, one Markdown line per table."""
    return [
        f"**{plain(source.id)}**, {plain(source.publisher)}, {plain(source.licence)}. "
        + plain(" ".join(sentence(part) for part in (source.definition, f"Verversing: {source.rhythm}", source.caveat)))
        for source in page.known.sources.values()
    ]


def checks(page: Page) -> tuple[int, list[str]]:
    """How many checks on the figures failed, and one Markdown line per check, failed ones first."""
    rows = page.store.quality_checks()
    lines = [
        f"**{'In orde' if row.passed else 'Niet in orde'}**: {plain(row.name)} ({plain(row.source)}). "
        f"{plain(sentence(row.detail))}"
        for row in rows
    ]
    return sum(not row.passed for row in rows), lines


def catalog_table(page: Page) -> Table:
    """One row per indicator: its field and theme, its table, and the years it has or that there is no open figure."""
    known, rows = page.known, page.known.indicators
    return Table.of(
        {
            "Indicator": [one.label for one in rows],
            "Veiligheidsveld": [known.fields[one.id] for one in rows],
            "Thema": [known.theme_labels[one.theme] for one in rows],
            "Tabel": [one.source for one in rows],
            "Perioden": [reach(known.periods.get(one.id, [])) or "geen open cijfer" for one in rows],
            "Lezen": [_POLARITY[one.polarity] for one in rows],
            "Soort": [_DETECTION[one.detection].split(":")[0] for one in rows],
            "Indicatief onder": [one.minimum or None for one in rows],
        }
    )
