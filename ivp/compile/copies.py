"""Published copies of tables (CSV), read with every cell checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ivp.errors import UserError

MUNICIPALITY = r"GM\d{4}"
YEAR = r"(19|20)\d\d"
_REMEDY = "haal het bestand opnieuw op en stel de cijfers opnieuw samen"


def refusal(what: str) -> UserError:
    """The message for a copy that cannot be right: what is wrong with it, and what to do."""
    return UserError(f"{what}; {_REMEDY}.")


@dataclass(frozen=True)
class Copy:
    """A copy as read: text cells without surrounding blanks; the index is the line number in the file."""

    name: str
    frame: pd.DataFrame

    def __getitem__(self, column: str) -> pd.Series:
        return self.frame[column]

    def where(self, keep: pd.Series) -> Copy:
        """The rows that are kept, still with their line numbers."""
        return Copy(self.name, self.frame[keep])

    def with_column(self, column: str, cells: pd.Series) -> Copy:
        """The same rows with a column that the copy does not have itself."""
        return Copy(self.name, self.frame.assign(**{column: cells}))

    def refuse(self, wrong: pd.Series, what: str) -> None:
        """`UserError` naming file, line and `what` for the first row that is wrong."""
        if wrong.any():
            raise refusal(f"{self.name}, rij {wrong.index[wrong.to_numpy(bool)][0]}: {what}")

    def matches(self, column: str, pattern: str) -> Copy:
        """Check that every cell of the column is fully of this pattern."""
        wrong = ~self[column].str.fullmatch(pattern)
        found = self[column][wrong].iloc[0] if wrong.any() else ""
        self.refuse(wrong, f"'{found}' in kolom {column} is geen geldige code of periode")
        return self

    def unique(self, *columns: str) -> Copy:
        """Check that no combination of these columns occurs twice."""
        self.refuse(self.frame.duplicated(list(columns)), f"deze combinatie van {', '.join(columns)} komt dubbel voor")
        return self

    def complete(self, column: str, expected: Iterable[str]) -> Copy:
        """Check that the column has all expected codes and no other."""
        wanted = set(expected)
        found = set(self[column])
        other = sorted(found - wanted)
        if other:
            self.refuse(self[column] == other[0], f"'{other[0]}' in kolom {column} is onbekend")
        missing = sorted(wanted - found)
        if missing:
            raise refusal(f"{self.name}: '{missing[0]}' ontbreekt in kolom {column}")
        return self

    def numbers(self, column: str, low: float = 0.0, high: float = np.inf, empty: bool = False) -> pd.Series:
        """The column as float; outside [low, high] is refused, empty cells give NaN when `empty` is allowed."""
        text = self[column]
        value = pd.to_numeric(text, errors="coerce").astype(float)
        wrong = ~value.between(low, high) & ~((text == "") & empty)
        found = text[wrong].iloc[0] if wrong.any() else ""
        limits = f"{low:g} of hoger" if np.isinf(high) else f"van {low:g} tot en met {high:g}"
        self.refuse(wrong, f"'{found}' in kolom {column} is geen getal {limits}")
        return value


def read_copy(folder: Path, name: str, columns: Sequence[str]) -> Copy:
    """Read a CSV copy with at least these columns; `UserError` when it is missing, unreadable or empty."""
    file = folder / name
    if not file.is_file():
        raise refusal(f"Het bestand {name} ontbreekt in de map '{folder.name}'")
    try:
        frame = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise refusal(f"Het bestand {name} is niet leesbaar als CSV") from error
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise refusal(f"Het bestand {name} mist de kolom '{missing[0]}'")
    if frame.empty:
        raise refusal(f"Het bestand {name} heeft geen rijen")
    frame = frame[list(columns)].apply(lambda column: column.str.strip())
    return Copy(name, frame.set_axis(range(2, len(frame) + 2)))


def period_text(periods: pd.Series) -> str:
    """Years as a reader writes them: '2012-2017, 2019'."""
    years = sorted({int(period) for period in periods})
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
