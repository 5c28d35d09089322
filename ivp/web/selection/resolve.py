"""What a URL stands for: every key checked against what can be chosen, with a notice where that was not possible."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ivp.errors import UserError
from ivp.outcomes import Grain
from ivp.web.selection import periods as period_rules
from ivp.web.selection.choices import (
    ALIKE,
    DEFAULT_LEVEL,
    DEFAULT_MEASURE,
    DEFAULT_REFERENCE,
    KEYS,
    MAP_LEVELS,
    MEASURES,
    REFERENCES,
    Options,
    Selection,
    all_label,
    measures,
    references,
)
from ivp.wording import areas as area_words
from ivp.wording.periods import period as period_label

_WHAT = {"thema": "Onbekend thema", "indicator": "Onbekende indicator", "periode": "Onbekende periode",
         "gebied": "Onbekend gebied", "tweede": "Onbekend gebied", "vergelijk": "Onbekende vergelijking",
         "maat": "Onbekende maat", "binnen": "Onbekende gemeente", "per": "Onbekende tijdstap",
         "niveau": "Onbekend niveau", "plan": "Onbekend plan",
         "prioriteit": "Onbekende prioriteit", "jaar": "Onbekend jaar", "stand": "Onbekende stand",
         "register": "Onbekende registratie", "partner": "Onbekende partner"}  # fmt: skip
_SHOWN = 40


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
        binnen=_within(asked["binnen"], options, notices),
        gebied=area,
        tweede="" if second == area else second,
        vergelijk=_reference(asked["vergelijk"], references(area, options, level), notices),
        maat=_measure(asked["maat"], measures(indicator, options), notices),
        niveau=level,
    )
    kept = frozenset(key for key in KEYS if asked[key] and key not in notices)
    return replace(chosen, chosen=kept), notices


# One key


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


def _grain(asked: Mapping[str, str], periods: Sequence[str], notices: dict[str, str]) -> Grain:
    found = period_rules.grain_of(asked["per"], asked["periode"], periods)
    if asked["per"] and asked["per"] not in period_rules.GRAINS:
        notices["per"] = unknown("per", asked["per"], f"cijfers per {found}")
    return found


def _period(asked: str, grain: Grain, indicator: str, options: Options, notices: dict[str, str]) -> str:
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


def _within(asked: str, options: Options, notices: dict[str, str]) -> str:
    if asked and asked not in options.gemeenten:
        notices["binnen"] = unknown("binnen", asked, "alle gemeenten")
    return asked if asked in options.gemeenten else ""


def _reference(asked: str, allowed: Sequence[str], notices: dict[str, str]) -> str:
    above = [level for level in allowed if level != ALIKE]
    value = asked if asked in allowed else _first_allowed("", DEFAULT_REFERENCE, above)
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
