"""Files on disk: whole or not at all, with a name that says what they are."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from ivp.errors import UserError, why


def save(folder: Path, name: str, content: bytes) -> Path:
    """Write a file beside its place and put it there in one step; returns where. `UserError` when that cannot be."""
    aside = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".", suffix=".new", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(0o644)  # as any file that somebody makes; mkstemp gives it to its owner alone
        Path(aside).replace(folder / name)
    except OSError as error:
        with suppress(OSError):
            Path(aside).unlink(missing_ok=True)
        raise UserError(
            f"{folder / name} kan niet worden geschreven ({why(error)}); sluit het bestand als het open "
            "is, of kies met --naar een map waarin u mag schrijven."
        ) from error
    return folder / name
