"""One value that changes whenever the built database would change: the hash of data, SQL and the code that builds."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path

from ivp import paths
from ivp.catalog.load_plan import FOLDER
from ivp.errors import UserError
from ivp.plan.repository import repository
from ivp.pulls.active import CURRENT, PULLS, active, folder

_CODE = ("ivp/catalog", "ivp/analysis", "ivp/store", "ivp/snapshot.py", "ivp/pulls/active.py")
_PLAN = "plan:"
"""Before the fingerprint of a plan that is not in files."""
_CODE_SUFFIXES = {".py", ".sql"}

Signature = tuple[tuple[str, int, int, int], ...]


def inputs(data: Path, plan: str = "") -> list[Path]:
    """Every file under `data` that the database is made from, in a fixed order.

    Without those of the plan where it lives elsewhere: `plan` is then its fingerprint.
    """
    own = (file for file in data.rglob("*") if _counts(file, data) and PULLS not in file.relative_to(data).parts)
    if plan:
        own = (file for file in own if file.parent != data / FOLDER)
    return sorted([*own, *_pulled(data)])


def _pulled(data: Path) -> list[Path]:
    """Of all pulls only the one in use, and what says that it is: the others may come and go."""
    try:
        current = active(data)
    except UserError:  # the build will say what is wrong
        current = None
    named = [file for file in (folder(data) / CURRENT,) if file.is_file()]
    if current is None or not current.stamp:
        return named
    return [*named, *(file for file in (folder(data) / current.stamp).rglob("*") if _counts(file, data))]


def _counts(file: Path, data: Path) -> bool:
    """Whether a file under data/ is input: not the journal of the plan, nor what is being written beside it."""
    hidden = any(part.startswith(".") for part in file.relative_to(data).parts)
    return not hidden and file.suffix != ".jsonl" and file.is_file()


def signature(data: Path) -> Signature:
    """Names, sizes, times and inodes of the inputs: cheap to compare, at the cost of one `stat` per file.

    A file that was replaced and put back differs, even when its content is what it was.
    """
    plan = repository(data).fingerprint()
    result = [(_PLAN + plan, 0, 0, 0)] if plan else []
    for file in inputs(data, plan):
        stat = file.stat()
        result.append((str(file), stat.st_size, stat.st_mtime_ns, stat.st_ino))
    return tuple(result)


@cache
def _code() -> bytes:
    """The hash of the code that builds, as this process found it first.

    An update on disk counts from the next start: until then it is the code in memory that builds, and what that makes
    may not get the name of the new code.
    """
    digest = hashlib.sha256()
    for entry in _CODE:
        place = paths.ROOT / entry
        for file in [place] if place.suffix else sorted(place.rglob("*")):
            if file.suffix in _CODE_SUFFIXES:
                _add(digest, file, paths.ROOT)
    return digest.digest()


@lru_cache(maxsize=8)
def _content_hash(data: Path, of: Signature) -> str:
    digest = hashlib.sha256(_code())
    for name, *_ in of:
        if name.startswith(_PLAN):
            digest.update(name.encode())
        else:
            _add(digest, Path(name), data)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, file: Path, below: Path) -> None:
    with file.open("rb") as stream:  # in parts: somebody may have put a film beside the figures
        content = hashlib.file_digest(stream, "sha256").digest()
    digest.update(str(file.relative_to(below)).encode() + b"\0" + content)


def content_hash(data: Path, of: Signature | None = None) -> str:
    """sha256 (hex) over the content of all inputs; the same content gives the same hash on every machine.

    `of`: the signature, where the caller has it already.
    """
    return _content_hash(data, signature(data) if of is None else of)


def figures_hash(data: Path) -> str:
    """As `content_hash`, without the plan: two databases with the same one differ only in what hangs on the plan."""
    plan = data / FOLDER
    figures = (one for one in signature(data) if not one[0].startswith(_PLAN) and Path(one[0]).parent != plan)
    return _content_hash(data, tuple(figures))
