"""Names and codes of Dutch municipalities, and the code that belongs to a name as a table writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from ivp.compile.copies import MUNICIPALITY, read_copy
from ivp.errors import UserError

EIGHT = ("GM0716", "GM0748", "GM0840", "GM0851", "GM0873", "GM1655", "GM1674", "GM1709")

# Tables that give code and name, newest first: a municipality is called as in the newest table that has it.
_LISTS = (
    ("politie47022_misdrijven_totaal_gemeenten_nl_2021_2025.csv", "gm_code", "gemeente"),
    ("cbs83648_misdrijven_totaal_gemeenten_nl_2022.csv", "statcode", "gemeente"),
    ("cbs85039_kwb2021_context_gemeenten_nl.csv", "gm_code", "gemeente"),
    ("cbs83651_diefstallen_gemeenten_nl_2018_2021.csv", "gm_code", "gemeente"),
)
_UNPLACED = "GM0000"  # thefts that CBS could not place in a municipality
_SUFFIX = re.compile(r"^(?P<base>.+?) \((?P<suffix>[^)]+)\)$")
_LARGER = {"PV", "RE", "PD", "BT", "LD", "CR"}


def read_names(folder: Path) -> pd.DataFrame:
    """Every municipality since 2018 in the tables of `folder`: columns code, name.

    One row per code and spelling, newest spelling first. `UserError` when one name has two codes.
    """
    parts = []
    for file, code, name in _LISTS:
        copy = read_copy(folder, file, [code, name]).matches(code, MUNICIPALITY)
        named = (copy[code] != _UNPLACED) & (copy[name] != "")
        parts.append(copy.frame[named].set_axis(["code", "name"], axis=1))
    names = pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)
    double = names[names.duplicated("name", keep=False)]
    if not double.empty:
        raise UserError(
            f"De gemeente '{double['name'].iloc[0]}' heeft twee codes ({', '.join(double['code'])}) in de kopieën; "
            "haal de bestanden opnieuw op en stel de cijfers opnieuw samen."
        )
    return names


def current_names(folder: Path) -> dict[str, str]:
    """Code and name of the municipalities in the newest list, by code."""
    file, code, name = _LISTS[0]
    copy = read_copy(folder, file, [code, name]).matches(code, MUNICIPALITY)
    return dict(sorted(zip(copy[code], copy[name], strict=True)))


def _base(name: str) -> str | None:
    """The name without its suffix ('Groningen (gemeente)' gives 'Groningen'); None for a province or police unit."""
    found = _SUFFIX.match(name)
    return found["base"] if found and found["suffix"] not in _LARGER else None


def codes_by_name(regions: Iterable[str], names: pd.DataFrame) -> dict[str, str]:
    """The code of each region of a table that is certainly a known municipality.

    A name counts when it is a known spelling, or is one without its suffix and no other region of the table has
    that same name ('Hengelo (Gld.)' is not 'Hengelo (O.)'). Other regions are left out.
    """
    known = dict(zip(names["name"], names["code"], strict=True))
    listed = sorted(set(regions))
    bases = pd.Series([_base(region) or region for region in listed]).value_counts()
    found = {}
    for region in listed:
        base = _base(region)
        if region in known:
            found[region] = known[region]
        elif base in known and bases[base] == 1:
            found[region] = known[base]
    return found


def abolished_before_2018(folder: Path, names: pd.DataFrame) -> pd.DataFrame:
    """Municipalities that only the notifications of 2013-2017 still name: columns code, name.

    Apart from `read_names`, because their names do not help to place the rows of other tables.
    """
    copy = read_copy(folder, "politie_e33_verward_persoon_gemeenten_nl_2013_2017.csv", ["region_code", "region_name"])
    found = copy.frame.set_axis(["code", "name"], axis=1)
    return found[~found["code"].isin(names["code"])].drop_duplicates("code")
