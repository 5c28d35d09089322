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
Spoil = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the six valid files."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """`spoil(file, old, new)`: the same folder with one text replaced, which must be there once."""

    def replace(file: str, old: str, new: str) -> Path:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} staat {text.count(old)} keer in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return replace
