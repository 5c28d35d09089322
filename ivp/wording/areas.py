"""Areas in a sentence. Only the words for the levels are fixed; which areas exist comes from the catalog."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ivp.catalog.models import Level
from ivp.facts import Area

# (word before the name, short form with article, plural)
_WORDS: dict[str, tuple[str, str, str]] = {
    Level.LAND: ("", "", "landen"),
    Level.EENHEID: ("politie-eenheid", "de politie-eenheid", "politie-eenheden"),
    Level.DISTRICT: ("het district", "het district", "districten"),
    Level.BASISTEAM: ("basisteam", "het basisteam", "basisteams"),
    Level.GEMEENTE: ("", "de gemeente", "gemeenten"),
    Level.WIJK: ("wijk", "de wijk", "wijken"),
    Level.BUURT: ("buurt", "de buurt", "buurten"),
}
_BRACKETS = re.compile(r"\(.*?\)")


def capital(text: str) -> str:
    """The text with a capital in front ('het district' -> 'Het district', 'één wijk' -> 'Eén wijk')."""
    return f"Eén{text[3:]}" if text.startswith("één") else text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a capital in front and one stop behind; empty stays empty."""
    return capital(text.strip()) + ("" if text.rstrip().endswith((".", "?", "!")) else ".") if text.strip() else ""


def full(level: str, name: str) -> str:
    """'Roosendaal', 'basisteam Roosendaal', 'het district De Markiezaten', 'politie-eenheid X', 'wijk X'.

    A name that already begins with the word of its level does not get it twice: 'Wijk 00 Centrum' gives
    'wijk 00 Centrum'.
    """
    before = _WORDS[level][0]
    if not before:
        return name
    own = before.split()[-1]
    return f"{before} {name[len(own) + 1 :] if name.lower().startswith(own + ' ') else name}"


def place(area: Area) -> str:
    """An area as it stands in a sentence: `full` of its level and name."""
    return full(area.level, area.name)


def short(level: str, name: str) -> str:
    """'het district', 'het basisteam', 'de gemeente'; a country by its name."""
    return _WORDS[level][1] or name


def rest(level: str, name: str) -> str:
    """'de rest van het district', 'de rest van Nederland'."""
    return f"de rest van {short(level, name)}"


def plural(level: str) -> str:
    """'gemeenten', 'basisteams', 'wijken' …"""
    return _WORDS[level][2]


_ALIKE_ON = {
    "autos per huishouden": "auto’s per huishouden",
    "bedrijven per 1000 inwoners": "bedrijven per 1.000 inwoners",
    "bijstand per 1000 inwoners": "mensen met bijstand per 1.000 inwoners",
    "eenpersoonshuishoudens procent": "aandeel huishoudens van één persoon",
    "huurwoningen procent": "aandeel huurwoningen",
    "inwoners per km2": "inwoners per km²",
    "jongeren 15 tot 25 procent": "aandeel jongeren van 15 tot 25 jaar",
    "laag inkomen procent": "aandeel met een laag inkomen",
    "landoppervlak km2": "oppervlakte van het land",
    "ouderen 65 plus procent": "aandeel 65-plussers",
    "stedelijkheid klasse": "stedelijkheid",
    "woz waarde x 1000 euro": "gemiddelde WOZ-waarde",
}


def alike_on(variables: Sequence[str]) -> str:
    """On what municipalities are alike, in words: 'inwoners, inwoners per km² en stedelijkheid'."""
    return enumerate_names([_ALIKE_ON.get(name, name) for name in variables])


def enumerate_names(names: Sequence[str]) -> str:
    """'Roosendaal', 'Roosendaal en Tholen', 'Roosendaal, Rucphen en Tholen'; empty for no names.

    Rule: a name with a comma of its own, not between brackets, makes it a list with semicolons: 'Nuenen, Gerwen en
    Nederwetten; en Tholen'.
    """
    if len(names) < 2:
        return "".join(names)
    if any(", " in _BRACKETS.sub("", name) for name in names):
        return f"{'; '.join(names[:-1])}; en {names[-1]}"
    return f"{', '.join(names[:-1])} en {names[-1]}"
