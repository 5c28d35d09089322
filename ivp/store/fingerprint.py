"""One value that changes whenever the built database would change: the hash of data, SQL and the code that builds."""

from __future__ import annotations

import hashlib
from functools import lru_cache
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

Signature = tuple[tuple[str, int, int], ...]


def inputs(data: Path, plan: str = "") -> list[Path]:
    """Every file that the database is made from, in a fixed order; those of the plan unless it lives elsewhere.

    `plan` is then its fingerprint.
    """
    code = [
        file
        for entry in _CODE
        for file in ([paths.ROOT / entry] if entry.endswith(".py") else sorted((paths.ROOT / entry).rglob("*")))
        if file.suffix in _CODE_SUFFIXES
    ]
    own = (file for file in data.rglob("*") if _counts(file, data) and PULLS not in file.relative_to(data).parts)
    if plan:
        own = (file for file in own if file.parent != data / FOLDER)
    return sorted([*own, *_pulled(data)]) + code


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
    """Names, sizes and times of the inputs: cheap to compare, at the cost of one `stat` per file."""
    plan = repository(data).fingerprint()
    result = [(_PLAN + plan, 0, 0)] if plan else []
    for file in inputs(data, plan):
        stat = file.stat()
        result.append((str(file), stat.st_size, stat.st_mtime_ns))
    return tuple(result)


@lru_cache(maxsize=8)
def _content_hash(data: Path, of: Signature) -> str:
    digest = hashlib.sha256()
    for name, _, _ in of:
        if name.startswith(_PLAN):
            digest.update(name.encode())
            continue
        file = Path(name)
        place = file.relative_to(data) if file.is_relative_to(data) else file.relative_to(paths.ROOT)
        digest.update(str(place).encode())
        digest.update(b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def content_hash(data: Path) -> str:
    """sha256 (hex) over the content of all inputs; the same content gives the same hash on every machine."""
    return _content_hash(data, signature(data))


def figures_hash(data: Path) -> str:
    """As `content_hash`, without the plan: two databases with the same one differ only in what hangs on the plan."""
    plan = data / FOLDER
    figures = (one for one in signature(data) if not one[0].startswith(_PLAN) and Path(one[0]).parent != plan)
    return _content_hash(data, tuple(figures))
