"""What can be chosen, and what a URL stands for: pure rules over catalog frames, without Streamlit.

A parameter that is absent means 'not chosen': the default then holds, such as the latest period.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

import pandas as pd

from ivp.catalog.models import Indicator, Statistic
from ivp.errors import UserError
from ivp.web import periods as period_rules
from ivp.wording import areas as area_words
from ivp.wording.periods import period as period_label

KEYS = ("thema", "indicator", "per", "periode", "gebied", "tweede", "vergelijk", "maat", "niveau")
DEFAULT_REFERENCE = "district"
DEFAULT_MEASURE = "per-1000"
DEFAULT_LEVEL = "gemeente"
REFERENCES = ("basisteam", "district", "eenheid", "land")
MEASURES = {"per-1000": "Per 1.000", "aantal": "Aantal", "verschil": "Verschil", "trend": "Trend"}
MAP_LEVELS = {"gemeente": "Gemeenten", "wijk": "Wijken", "buurt": "Buurten"}
_UP = ("buurt", "wijk", "gemeente", "basisteam", "district", "eenheid", "land")
_WHAT = {"thema": "Onbekend thema", "indicator": "Onbekende indicator", "periode": "Onbekende periode",
         "gebied": "Onbekend gebied", "tweede": "Onbekend gebied", "vergelijk": "Onbekende vergelijking",
         "maat": "Onbekende maat", "per": "Onbekende tijdstap", "niveau": "Onbekend niveau", "plan": "Onbekend plan",
         "prioriteit": "Onbekende prioriteit", "jaar": "Onbekend jaar", "stand": "Onbekende stand",
         "register": "Onbekende registratie", "laag": "Onbekend niveau"}  # fmt: skip
_SHOWN = 40


@dataclass(frozen=True)
class Selection:
    """What is looked at, as codes.

    `periode` is '' when the indicator has no figures at all, `gebied` is '' for all areas, `tweede` and `thema`
    are '' when not chosen. `per` is the grain in time: 'jaar' or 'maand'. `chosen` names the keys that stand in the
    URL.
    """

    thema: str = ""
    indicator: str = ""
    per: str = period_rules.YEAR
    periode: str = ""
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
    def monthly(self) -> bool:
        """Whether months are looked at."""
        return self.per == period_rules.MONTH

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
    - `areas`: columns code, name, level, parent, in display order;
    - `periods`: periods with figures per indicator id, ascending; `level_periods`: per indicator id and level;
    - `by_niveau`: whether the level looked at is `niveau` and not that of the area;
    - `themes`: label per theme id, in display order;
    - `levels`: levels that can be the focus; a smaller area in the URL is read as the area above it;
    - `measures`: measures that the page can show;
    - `all_areas`: whether 'no focus' is a choice; without it the first area is the default.
    """

    indicators: Sequence[Indicator]
    areas: pd.DataFrame
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
    def area(self) -> dict[str, tuple[str, str, str]]:
        """Name, level and parent code ('' for none) by area code."""
        columns = (self.areas[name] for name in ("code", "name", "level", "parent"))
        return {
            code: (name, str(level), parent if isinstance(parent, str) else "")
            for code, name, level, parent in zip(*columns, strict=True)
        }

    @cached_property
    def area_labels(self) -> dict[str, str]:
        """Label by code of the areas that can be the focus, in display order."""
        inside = [code for code, (_, level, _) in self.area.items() if level in self.levels]
        return _unique({code: _area_label(code, self) for code in inside})

    def in_theme(self, theme: str) -> list[Indicator]:
        """Indicators of a theme ('' for all), in display order."""
        return [indicator for indicator in self.indicators if not theme or indicator.theme == theme]

    def periods_at(self, indicator: str, area: str, niveau: str) -> Sequence[str]:
        """Periods with figures at the level that is looked at; where it has none, those of any level."""
        level = niveau if self.by_niveau else self.area[area][1] if area in self.area else ""
        return self.level_periods.get((indicator, level)) or self.periods.get(indicator, ())

    def above(self, code: str) -> list[str]:
        """The area itself and the areas that contain it, small to large; empty for an unknown code."""
        chain: list[str] = []
        while code in self.area and code not in chain:
            chain.append(code)
            code = self.area[code][2]
        return chain


def periods_by_indicator(availability: pd.DataFrame) -> dict[str, list[str]]:
    """Periods with at least one figure per indicator, ascending; from columns indicator, period, known."""
    known = availability[availability["known"] > 0]
    return {str(name): sorted(set(part)) for name, part in known.groupby("indicator")["period"]}


def resolve(params: Mapping[str, str], options: Options) -> tuple[Selection, dict[str, str]]:
    """The selection that query parameters stand for, and per key a Dutch notice where that was not possible."""
    asked = {key: params.get(key, "") for key in KEYS}
    notices: dict[str, str] = {}
    theme, indicator = _theme_and_indicator(asked, options, notices)
    area = _area(asked["gebied"], "gebied", options, notices)
    second = _area(asked["tweede"], "tweede", options, notices)
    level = _level(asked["niveau"], notices)
    grain = _grain(asked, options.periods_at(indicator, area, level), notices)
    chosen = Selection(
        thema=theme,
        indicator=indicator,
        per=grain,
        periode=_period(asked["periode"], grain, indicator, options, notices),
        gebied=area,
        tweede="" if second == area else second,
        vergelijk=_reference(asked["vergelijk"], references(area, options), notices),
        maat=_measure(asked["maat"], measures(indicator, options), notices),
        niveau=level,
    )
    kept = frozenset(key for key in KEYS if asked[key] and key not in notices)
    return replace(chosen, chosen=kept), notices


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
    if key == "gebied":
        return ({"": all_label(options)} if options.all_areas else {}) | options.area_labels
    if key == "tweede":
        others = {code: text for code, text in options.area_labels.items() if code != selection.gebied}
        return {"": "Geen"} | others
    if key == "vergelijk":
        area = selection.gebied
        return {code: _reference_label(code, area, options) for code in references(area, options)}
    if key == "niveau":
        return dict(MAP_LEVELS)
    indicator = selection.indicator
    return {code: _measure_label(code, indicator, options) for code in measures(indicator, options)}


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
        return {"per": "" if code == period_rules.YEAR else code,
                "periode": period_rules.in_grain(now, code, periods) if now else ""}  # fmt: skip
    if key == "thema" and code and all(item.id != selection.indicator for item in options.in_theme(code)):
        return {key: code, "indicator": options.in_theme(code)[0].id}
    return {key: code}


def references(area: str, options: Options) -> tuple[str, ...]:
    """The reference levels that lie above an area, small to large; all of them without an area."""
    if area not in options.area:
        return REFERENCES
    own = _UP.index(options.area[area][1])
    return tuple(level for level in REFERENCES if _UP.index(level) > own) or REFERENCES[-1:]


def measures(indicator: str, options: Options) -> tuple[str, ...]:
    """The measures that an indicator has: a survey or a published number has no count behind it."""
    found = options.by_id.get(indicator)
    counted = found is None or found.statistic in (Statistic.RATE, Statistic.SHARE)
    return tuple(code for code in options.measures if counted or code != "aantal")


# One key of a url


def consistent(changes: Mapping[str, str]) -> dict[str, str]:
    """The changes, with the theme dropped for a new indicator and the reverse: they could contradict."""
    changed = dict(changes)
    if "indicator" in changed:
        changed.setdefault("thema", "")
    elif changed.get("thema"):
        changed["indicator"] = ""
    return changed


def repeated(asked: str) -> str:
    """What of a text from the URL may stand in a notice: letters, digits, spaces and hyphens of its beginning.

    Without points, slashes and @ signs, because Streamlit makes a link of 'www.example.org' in any text.
    """
    shown = re.sub(r"[^\w -]|_", "", asked[:_SHOWN]).strip()
    return shown + ("…" if shown and len(asked) > _SHOWN else "")


def unknown(key: str, asked: str, now: str) -> str:
    """The notice for an unknown code."""
    shown = repeated(asked)
    return f"{_WHAT[key]} in de link{f': {shown}' if shown else ''}. U ziet nu {now}."


def _theme_and_indicator(asked: Mapping[str, str], options: Options, notices: dict[str, str]) -> tuple[str, str]:
    theme, code = asked["thema"], asked["indicator"]
    if theme and (theme not in options.themes or not options.in_theme(theme)):
        if theme not in options.themes:
            notices["thema"] = unknown("thema", theme, "alle thema’s")
        theme = ""
    found = options.by_id.get(code)
    if found:  # the indicator says more than the theme
        return theme if theme in ("", found.theme) else "", found.id
    offered = options.in_theme(theme)
    if not offered:
        return theme, ""
    default = min(offered, key=lambda one: (not options.periods.get(one.id), one.order is None))
    if code in options.elsewhere:
        label = options.elsewhere[code].label
        notices["indicator"] = f"{label} staat niet op deze pagina. U ziet nu {default.label}."
    elif code:
        notices["indicator"] = unknown("indicator", code, default.label)
    return theme, default.id


def _grain(asked: Mapping[str, str], periods: Sequence[str], notices: dict[str, str]) -> str:
    found = period_rules.grain_of(asked["per"], asked["periode"], periods)
    if asked["per"] and asked["per"] not in period_rules.GRAINS:
        notices["per"] = unknown("per", asked["per"], f"cijfers per {found}")
    return found


def _period(asked: str, grain: str, indicator: str, options: Options, notices: dict[str, str]) -> str:
    periods = options.periods.get(indicator, ())
    if not periods or asked in periods:
        return asked if asked in periods else ""
    latest = period_rules.of_grain(periods, grain)[-1]
    if asked:
        try:
            label = period_label(asked)
        except UserError:
            notices["periode"] = unknown("periode", asked, period_label(latest))
        else:
            notices["periode"] = (
                f"Over {options.by_id[indicator].label} zijn er geen cijfers van {label}. "
                f"U ziet nu {period_label(latest)}."
            )
    return latest


def _area(asked: str, key: str, options: Options, notices: dict[str, str]) -> str:
    labels = options.area_labels
    default = "" if key == "tweede" or options.all_areas else next(iter(labels), "")
    if asked:
        if asked not in options.area:
            nothing = "geen tweede gebied" if key == "tweede" else all_label(options).lower()
            now = labels.get(default, nothing)
            notices[key] = unknown(key, asked, now)
        return next((code for code in options.above(asked) if code in labels), default)
    return default


def _reference(asked: str, allowed: Sequence[str], notices: dict[str, str]) -> str:
    value = _first_allowed(asked, DEFAULT_REFERENCE, allowed)
    if asked and asked not in REFERENCES:
        notices["vergelijk"] = unknown(
            "vergelijk", asked, f"de vergelijking met {area_words.short(value, 'Nederland')}"
        )
    return value


def _measure(asked: str, allowed: Sequence[str], notices: dict[str, str]) -> str:
    value = _first_allowed(asked, DEFAULT_MEASURE, allowed)
    if asked and asked not in MEASURES:
        notices["maat"] = unknown("maat", asked, MEASURES[value].lower())
    return value


def _level(asked: str, notices: dict[str, str]) -> str:
    if asked and asked not in MAP_LEVELS:
        notices["niveau"] = unknown("niveau", asked, MAP_LEVELS[DEFAULT_LEVEL].lower())
    return asked if asked in MAP_LEVELS else DEFAULT_LEVEL


def _first_allowed(asked: str, default: str, allowed: Sequence[str]) -> str:
    return next((value for value in (asked, default) if value in allowed), allowed[0])


# Labels


def all_label(options: Options) -> str:
    """'Alle gemeenten', 'Alle gebieden'."""
    levels = set(options.levels)
    return f"Alle {area_words.plural(options.levels[0])}" if len(levels) == 1 else "Alle gebieden"


def _indicator_label(indicator: Indicator, options: Options) -> str:
    return indicator.label if options.periods.get(indicator.id) else f"{indicator.label} – geen open cijfer"


def _area_label(code: str, options: Options) -> str:
    name, level, _ = options.area[code]
    label = area_words.capital(area_words.full(level, name))
    if level in ("wijk", "buurt"):
        inside = next((up for up in options.above(code) if options.area[up][1] == "gemeente"), "")
        return f"{name} ({options.area[inside][0]})" if inside else name
    return label


def _reference_label(level: str, area: str, options: Options) -> str:
    found = next((code for code in options.above(area) if options.area[code][1] == level), "")
    if not found and level != "basisteam":
        found = next((code for code, (_, other, _) in options.area.items() if other == level), "")
    if not found:
        return "Eigen basisteam" if level == "basisteam" else area_words.capital(level)
    text = area_words.full(level, options.area[found][0]).removeprefix("het ")
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
