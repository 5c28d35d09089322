"""What can be chosen: pure rules over records of the catalog, without Streamlit. `resolve` says what a URL stands for.

A parameter that is absent means 'not chosen': the default then holds, such as the latest period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from ivp.catalog.models import Indicator, Level, Statistic
from ivp.facts import Area
from ivp.outcomes import Grain, Measure
from ivp.web.selection import periods as period_rules
from ivp.wording import areas as area_words
from ivp.wording.periods import period as period_label

KEYS = ("thema", "indicator", "per", "periode", "binnen", "gebied", "tweede", "vergelijk", "maat", "niveau")
DEFAULT_REFERENCE = "district"
DEFAULT_MEASURE = Measure.VALUE
DEFAULT_LEVEL = "gemeente"
ALIKE = "vergelijkbaar"
REFERENCES = (ALIKE, "basisteam", "district", "eenheid", "land")
MEASURES: dict[str, str] = {
    Measure.VALUE: "Per 1.000",
    Measure.COUNT: "Aantal",
    Measure.DIFFERENCE: "Verschil",
    Measure.TREND: "Trend",
}
MAP_LEVELS: dict[str, str] = {Level.GEMEENTE: "Gemeenten", Level.WIJK: "Wijken", Level.BUURT: "Buurten"}
_UP = tuple(reversed(Level))


@dataclass(frozen=True)
class Selection:
    """What is looked at, as codes.

    `periode` is '' when the indicator has no figures at all, `gebied` is '' for all areas, `binnen` is the gemeente
    whose wijken or buurten are looked at, '' for all; `tweede` and `thema` are '' when not chosen.
    `per` is the grain in time: 'jaar' or 'maand'. `chosen` names the keys that stand in the
    URL.
    """

    thema: str = ""
    indicator: str = ""
    per: str = Grain.YEAR
    periode: str = ""
    binnen: str = ""
    gebied: str = ""
    tweede: str = ""
    vergelijk: str = DEFAULT_REFERENCE
    maat: str = DEFAULT_MEASURE
    niveau: str = DEFAULT_LEVEL
    chosen: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def maandjaar(self) -> str:
        """The year of the period."""
        return self.periode[:4]

    @property
    def grain(self) -> Grain:
        """Whether years or months are looked at."""
        return Grain(self.per or Grain.YEAR)

    @property
    def monthly(self) -> bool:
        """Whether months are looked at."""
        return self.grain == Grain.MONTH

    def with_changes(self, **changes: str) -> Selection:
        """A copy with other codes; a new indicator without its theme drops the theme, and the reverse."""
        changes = consistent(changes)
        return replace(self, **changes, chosen=self.chosen | changes.keys())

    def params(self) -> dict[str, str]:
        """The query parameters of a link to this selection (for `st.page_link` and `st.switch_page`)."""
        return {key: getattr(self, key) for key in KEYS if key in self.chosen and getattr(self, key)}


@dataclass(frozen=True)
class Options:
    """What can be chosen on a page. Build it once and keep it: the look-ups inside are cached.

    - `indicators`: offered here, in display order; the default is the first with figures, of
      the matrix if there is one;
    - `others`: indicators that exist, but not on this page;
    - `areas`: of the catalog, in display order;
    - `periods`: periods with figures per indicator id, ascending; `level_periods`: per indicator id and level;
    - `by_niveau`: whether the level looked at is `niveau` and not that of the area;
    - `themes`: label per theme id, in display order;
    - `levels`: levels that can be the focus; a smaller area in the URL is read as the area above it;
    - `measures`: measures that the page can show;
    - `all_areas`: whether 'no focus' is a choice; without it the first area is the default.
    """

    indicators: Sequence[Indicator]
    areas: Sequence[Area]
    periods: Mapping[str, Sequence[str]]
    themes: Mapping[str, str]
    level_periods: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    by_niveau: bool = False
    others: Sequence[Indicator] = ()
    levels: Sequence[str] = ("gemeente",)
    all_areas: bool = True
    measures: Sequence[str] = tuple(MEASURES)

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """Indicators offered here, by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def elsewhere(self) -> dict[str, Indicator]:
        """Indicators that exist but are not offered here, by id."""
        return {indicator.id: indicator for indicator in self.others if indicator.id not in self.by_id}

    @cached_property
    def area(self) -> dict[str, Area]:
        """The areas by code."""
        return {area.code: area for area in self.areas}

    @cached_property
    def area_labels(self) -> dict[str, str]:
        """Label by code of the areas that can be the focus, in display order.

        They differ among what stands in one list: everything, or where a level is looked at the areas of that level.
        """
        inside = [area for area in self.areas if area.level in self.levels]
        lists = [[one for one in inside if one.level == level] for level in self.levels] if self.by_niveau else [inside]
        parts = (_unique({area.code: _area_label(area, self) for area in some}) for some in lists)
        return {code: text for part in parts for code, text in part.items()}

    @cached_property
    def gemeenten(self) -> dict[str, str]:
        """Name by code of the gemeenten, in display order."""
        return {area.code: area.name for area in self.areas if area.level == Level.GEMEENTE}

    def in_theme(self, theme: str) -> list[Indicator]:
        """Indicators of a theme ('' for all), in display order."""
        return [indicator for indicator in self.indicators if not theme or indicator.theme == theme]

    def periods_at(self, indicator: str, area: str, niveau: str) -> Sequence[str]:
        """Periods with figures at the level that is looked at; where it has none, those of any level."""
        level = niveau if self.by_niveau else str(self.area[area].level) if area in self.area else ""
        return self.level_periods.get((indicator, level)) or self.periods.get(indicator, ())

    def above(self, code: str) -> list[str]:
        """The area itself and the areas that contain it, small to large; empty for an unknown code."""
        chain: list[str] = []
        while code in self.area and code not in chain:
            chain.append(code)
            code = self.area[code].parent
        return chain


def link(page: str, selection: Selection) -> str:
    """A relative URL such as '/trends?indicator=fietsdiefstal&gebied=GM1674'."""
    query = urlencode(selection.params())
    return f"/{page.strip('/')}" + (f"?{query}" if query else "")


def choices(key: str, selection: Selection, options: Options) -> dict[str, str]:
    """Label by code of what can be chosen for a key now, in display order."""
    if key == "thema":
        offered = {indicator.theme for indicator in options.indicators}
        return {"": "Alle thema’s"} | {code: text for code, text in options.themes.items() if code in offered}
    if key == "indicator":
        return _unique({item.id: _indicator_label(item, options) for item in options.in_theme(selection.thema)})
    if key in ("per", "maandjaar", "periode"):
        return _time_choices(key, selection, options)
    if key == "binnen":
        return {"": "Alle gemeenten"} | options.gemeenten if selection.niveau != DEFAULT_LEVEL else {}
    if key == "gebied":
        return _area_choices(selection, options)
    if key == "tweede":
        others = {code: text for code, text in options.area_labels.items() if code != selection.gebied}
        return {"": "Geen"} | others
    if key == "vergelijk":
        area = selection.gebied
        return {code: _reference_label(code, area, options) for code in references(area, options, selection.niveau)}
    if key == "niveau":
        return dict(MAP_LEVELS)
    indicator = selection.indicator
    return {code: _measure_label(code, indicator, options) for code in measures(indicator, options)}


def _area_choices(selection: Selection, options: Options) -> dict[str, str]:
    """The areas that can be the focus; where a level is looked at, those of that level inside the gemeente chosen."""
    if not options.by_niveau:
        return ({"": all_label(options)} if options.all_areas else {}) | options.area_labels
    niveau, within = selection.niveau, within_gemeente(selection)
    offered = {
        code: text
        for code, text in options.area_labels.items()
        if code == selection.gebied
        or (options.area[code].level == niveau and (not within or within in options.above(code)))
    }
    return {"": f"Alle {area_words.plural(niveau)}"} | _unique(offered)


def _time_choices(key: str, selection: Selection, options: Options) -> dict[str, str]:
    periods = options.periods_at(selection.indicator, selection.gebied, selection.niveau)
    if key == "per":
        known = period_rules.grains(periods)
        return {code: period_rules.GRAINS[code] for code in known} if len(known) > 1 else {}
    if key == "maandjaar":
        return {year: year for year in period_rules.month_years(periods, selection.periode)}
    everything = options.periods.get(selection.indicator, ())
    return {code: period_label(code) for code in reversed(period_rules.offered(everything, selection.periode))}


def effect(key: str, code: str, selection: Selection, options: Options) -> dict[str, str]:
    """What the URL must say when a control gets a code: the key itself, and what would contradict it."""
    periods = options.periods_at(selection.indicator, selection.gebied, selection.niveau)
    if key == "maandjaar":
        return {"periode": period_rules.in_year(selection.periode, code, periods)}
    if key == "per":
        now = selection.periode if "periode" in selection.chosen else ""
        return {"per": "" if code == Grain.YEAR else code,
                "periode": period_rules.in_grain(now, Grain(code), periods) if now else ""}  # fmt: skip
    if key == "binnen":
        small = options.area[selection.gebied].level != Level.GEMEENTE if selection.gebied in options.area else False
        outside = small and code and code not in options.above(selection.gebied)
        return {key: code, "gebied": ""} if outside else {key: code}
    if key == "thema" and code and all(item.id != selection.indicator for item in options.in_theme(code)):
        return {key: code, "indicator": options.in_theme(code)[0].id}
    return {key: code}


def within_gemeente(selection: Selection) -> str:
    """The gemeente whose wijken or buurten are looked at; '' for all, and where gemeenten are looked at."""
    return selection.binnen if selection.niveau != DEFAULT_LEVEL else ""


def references(area: str, options: Options, niveau: str = "") -> tuple[str, ...]:
    """What an area can be held against: similar municipalities from gemeente up to district, and the levels above it.

    Without an area those of the level that is looked at; all of them where that is the areas of the whole page.
    """
    own = options.area[area].level if area in options.area else niveau if options.by_niveau else ""
    if not own:
        return REFERENCES
    alike = (ALIKE,) if own in (Level.GEMEENTE, Level.BASISTEAM, Level.DISTRICT) else ()
    above = tuple(level for level in REFERENCES[1:] if _UP.index(Level(level)) > _UP.index(Level(own)))
    return (*alike, *above) or REFERENCES[-1:]


def measures(indicator: str, options: Options) -> tuple[str, ...]:
    """The measures that an indicator has: a survey or a published number has no count behind it."""
    found = options.by_id.get(indicator)
    counted = found is None or found.statistic in (Statistic.RATE, Statistic.SHARE)
    return tuple(code for code in options.measures if counted or code != Measure.COUNT)


def consistent(changes: Mapping[str, str]) -> dict[str, str]:
    """The changes, with the theme dropped for a new indicator and the reverse: they could contradict."""
    changed = dict(changes)
    if "indicator" in changed:
        changed.setdefault("thema", "")
    elif changed.get("thema"):
        changed["indicator"] = ""
    return changed


# Labels


def all_label(options: Options) -> str:
    """'Alle gemeenten', 'Alle gebieden'."""
    levels = set(options.levels)
    return f"Alle {area_words.plural(options.levels[0])}" if len(levels) == 1 else "Alle gebieden"


def _indicator_label(indicator: Indicator, options: Options) -> str:
    return indicator.label if options.periods.get(indicator.id) else f"{indicator.label} – geen open cijfer"


def _area_label(area: Area, options: Options) -> str:
    if area.level not in (Level.WIJK, Level.BUURT):
        return area_words.capital(area_words.place(area))
    inside = next((up for up in options.above(area.code) if options.area[up].level == Level.GEMEENTE), "")
    return f"{area.name} ({options.area[inside].name})" if inside else area.name


def _reference_label(level: str, area: str, options: Options) -> str:
    if level == ALIKE:
        return "Vergelijkbare gemeenten"
    found = next((code for code in options.above(area) if options.area[code].level == level), "")
    if not found and level != "basisteam":
        found = next((other.code for other in options.areas if other.level == level), "")
    if not found:
        return "Eigen basisteam" if level == "basisteam" else area_words.capital(level)
    text = area_words.place(options.area[found]).removeprefix("het ")
    return area_words.capital(text)


def _measure_label(code: str, indicator: str, options: Options) -> str:
    found = options.by_id.get(indicator)
    if code != DEFAULT_MEASURE or found is None or found.statistic == Statistic.RATE:
        return MEASURES[code]
    return "Percentage" if found.unit.startswith("%") or found.statistic == Statistic.SHARE else "Waarde"


def _unique(labels: Mapping[str, str]) -> dict[str, str]:
    """Labels that differ: a control finds an option back by its label. Doubles get their code behind them."""
    seen = Counter(labels.values())
    return {code: text if seen[text] == 1 else f"{text} ({code})" for code, text in labels.items()}
