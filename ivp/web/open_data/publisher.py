"""Who publishes these data: said by whoever runs the dashboard, never made up."""

from __future__ import annotations

import os
from dataclasses import dataclass

SETTING = "IVP_PUBLISHER"


@dataclass(frozen=True)
class Publisher:
    """An organisation: its name, and where known an e-mail address and the address (URI) that stands for it."""

    name: str
    mail: str = ""
    uri: str = ""


def publisher() -> Publisher | None:
    """From the setting 'name; e-mail; URI', of which the last two may be left out; None without a name."""
    name, *more = (part.strip() for part in os.environ.get(SETTING, "").split(";"))
    mail = next((part for part in more if "@" in part and "/" not in part), "")
    uri = next((part for part in more if part.startswith(("https://", "http://"))), "")
    return Publisher(name, mail, uri) if name else None
