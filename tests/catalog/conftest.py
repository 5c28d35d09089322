"""A plainly synthetic catalog of one district with two basisteams, written as files that a test can spoil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FILES = {
    "areas.csv": """\
# uitleg
code;level;name;parent
NL01;land;Land;
RE99;eenheid;Eenheid;NL01
PD-X;district;District;RE99
BT-A;basisteam;Team A;PD-X
BT-B;basisteam;Team B;PD-X
GM0001;gemeente;Een;BT-A
GM0002;gemeente;Twee;BT-B
WK000100;wijk;Wijk;GM0001
BU00010000;buurt;Buurt;WK000100
""",
    "members.csv": """\
area;member;name
RE99;GM0001;Een
RE99;GM0002;Twee
RE99;GM0009;Buiten het district
""",
    "themes.csv": """\
id;label;veld
geweld;Geweld;woon-en-leefomgeving
jeugd;Jeugd;jeugd
""",
    "sources.csv": """\
id;title;publisher;licence;url;definition;rhythm;caveat;successor
T1;Tabel;Politie;Open;https://example.org/1;Telling;Jaar;;
T0;Oude tabel;Politie;Open;https://example.org/0;Telling;Gestopt;;T1
""",
    "indicators.csv": """\
id;label;short;theme;statistic;unit;decimals;polarity;detection;source;code;measure;denominator_measure;order
aantal;Aantal;Aantal;geweld;rate;per 1.000 inwoners;1;lower_is_better;reported;T1;A;misdrijven;;20
deel;Deel;Deel;jeugd;share;%;1;higher_is_better;na;T1;A;opgehelderd;misdrijven;10
""",
    "events.csv": """\
id;start;end;label;text;breaks;sources;url
knip;2021-01-01;;Knip;Nieuwe meetwijze.;ja;T1, T0;https://example.org/
""",
}
PLAN = {
    "priorities.csv": """\
# uitleg; met een puntkomma
id;level;area;title;theme;start;end;standing;source;url;description
rust;basisteam;BT-A;Rust in de wijk;geweld;2023;2026;vastgesteld;Plan;https://example.org/plan;
jong;lokaal;GM0002;Jongeren;jeugd;2023;2026;aanname;Krant;https://example.org/krant;
""",
    "links.csv": """\
priority;indicator;evidence;weight
rust;aantal;register;hoofd
rust;gevoel;beleving;hoofd
""",
    "goals.csv": """\
id;area;measure;direction;base_year;base_value;target_year;target_value;unit;set_by;standing;source;priority;indicator
minder;GM0001;Geweld;omlaag;2022;7,5;2026;6;;raad;voorbeeld;Plan;rust;aantal
""",
    "actions.csv": """\
id;area;year;title;status;standing;source;priority;partners;deadline
team;GM0001;2024;Team op straat;loopt;voorbeeld;Plan;rust;wijk, school;30-9-2024
""",
    "partners.csv": """\
id;name;role;source
wijk;Wijkteam;Helpt;Plan
school;School;Leert;Plan
""",
    "commentary.csv": """\
id;priority;area;year;text;written
duiding;rust;GM0001;2023;"Minder; maar “waarom”?";2024-05-01
""",
    "decisions.csv": """\
id;priority;area;year;verdict;body;decided
besluit;rust;GM0001;2024;handhaven;raad;1-6-2024
""",
}
# Beside the two of the catalog: one that is asked, and one that is found by looking for it
PLAN_INDICATORS = """\
gevoel;Gevoel;Gevoel;geweld;survey;%;1;lower_is_better;na;T1;B;score;;
gevonden;Gevonden;Gevonden;geweld;rate;per 1.000 inwoners;1;none;found;T1;C;misdrijven;;
"""
Spoil = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the six valid files."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def plan_folder(folder: Path) -> Path:
    """The same folder with a valid plan."""
    (folder / "indicators.csv").write_text(FILES["indicators.csv"] + PLAN_INDICATORS, encoding="utf-8")
    (folder / "plan").mkdir()
    for name, text in PLAN.items():
        (folder / "plan" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """`spoil(file, old, new)`: the same folder with one text replaced, which must be there once."""

    def replace(file: str, old: str, new: str) -> Path:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} staat {text.count(old)} keer in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return replace
