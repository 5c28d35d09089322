"""Keep the small answers of the services in a folder: code lists, properties, first rows, errors.

Whoever first has internet gives the next engineer the real thing: `tests/sources/replay.py` answers from such a
folder. Only what public services say is kept: of an address no more than its path and question, of a web page (which
may come from a proxy of an organisation) nothing but that there was one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from ivp.errors import UserError, why

INDEX = "index.json"
MOST = 500_000
"""Bytes of an answer that is kept whole; of a longer list of codes the first and our own are kept."""
_FIRST = 25
_PAGE = re.compile(rb"^\s*<(!doctype|html)", re.IGNORECASE)


class Answer(BaseModel):
    """One answer: the path and question that were asked, its status, and the file with its content ('' for none).

    `whole` says whether nothing was left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: str
    status: int
    file: str = ""
    whole: bool = True


class Recorder:
    """Writes every answer as it comes, and the index after each. `ours` are texts that mark a row as one to keep."""

    def __init__(self, folder: Path, ours: Collection[str]) -> None:
        self.folder, self.ours = folder, tuple(ours)
        self.answers: list[Answer] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                f"In de map {folder.name} kunnen geen antwoorden worden bewaard ({why(error)}). Kies een "
                "map waarin u mag schrijven."
            ) from error

    def __call__(self, url: str, status: int, body: bytes) -> None:
        """Keep one answer."""
        parts = urlsplit(url)
        asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
        kept, whole = (b"", False) if _PAGE.match(body) else self._small(body)
        name = ""
        if kept:
            stem = re.sub(r"[^A-Za-z0-9]+", "_", "_".join(parts.path.split("/")[-2:])).strip("_")
            name = f"{len(self.answers) + 1:03}_{stem}.{'json' if kept.lstrip()[:1] in (b'{', b'[') else 'txt'}"
        self.answers.append(Answer(asked=asked, status=status, file=name, whole=whole))
        index = [answer.model_dump() for answer in self.answers]
        try:
            if name:
                (self.folder / name).write_bytes(kept)
            (self.folder / INDEX).write_text(json.dumps(index, ensure_ascii=False, indent=0), encoding="utf-8")
        except OSError as error:
            raise UserError(
                f"Een antwoord kan niet worden bewaard ({why(error)}). Maak ruimte en begin opnieuw."
            ) from error

    def _small(self, body: bytes) -> tuple[bytes, bool]:
        """The answer, or what is kept of it, and whether that is everything."""
        if len(body) <= MOST:
            return body, True
        try:
            answer: Any = json.loads(body)
        except ValueError:
            return b"", False
        for name in ("value", "features"):
            if isinstance(answer, dict) and isinstance(answer.get(name), list):
                rows = answer[name]
                wanted = [row for n, row in enumerate(rows) if n < _FIRST or self._is_ours(row)]
                answer[name] = wanted if name == "value" else rows[:2]
                answer.pop("odata.nextLink", None)
        kept = json.dumps(answer, ensure_ascii=False).encode()
        return (kept, False) if len(kept) <= MOST else (b"", False)

    def _is_ours(self, row: Any) -> bool:
        texts = [value for value in row.values() if isinstance(value, str)] if isinstance(row, dict) else []
        return any(mark in text for text in texts for mark in self.ours)


def read(folder: Path) -> list[tuple[Answer, bytes]]:
    """Every answer in a folder with its content; `UserError` when it is not such a folder."""
    try:
        listed = [Answer.model_validate(one) for one in json.loads((folder / INDEX).read_text(encoding="utf-8"))]
        return [(one, (folder / one.file).read_bytes() if one.file else b"") for one in listed]
    except (OSError, ValueError) as error:
        raise UserError(f"In de map {folder.name} staan geen bewaarde antwoorden.") from error
