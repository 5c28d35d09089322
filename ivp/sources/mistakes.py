"""What is wrong with a file that somebody imports: every mistake as one Dutch line with its place and the remedy."""

from __future__ import annotations

from collections.abc import Iterable

from ivp.catalog.table import Problem
from ivp.errors import UserError

MOST_SHOWN = 30


class ImportMistakesError(UserError):
    """A file cannot be imported; nothing of it was kept. `lines` has one Dutch line for each of `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        self.lines = tuple(line(problem) for problem in self.problems)
        more = len(self.lines) - MOST_SHOWN
        rest = [f"… en nog {more} fouten"] if more > 0 else []
        super().__init__("\n".join([*self.lines[:MOST_SHOWN], *rest]))


def line(problem: Problem) -> str:
    """'blad Invoer, rij 4, kolom D (waarde): …; …': the file or sheet, row and column as far as they are known."""
    row = "" if problem.row is None else f", rij {problem.row}"
    column = f", kolom {problem.column}" if problem.column else ""
    return f"{problem.file}{row}{column}: {problem.what}; {problem.remedy}"
