"""A data folder of its own whose services are those on loopback."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from ivp import paths


def data_folder(target: Path, **urls: str) -> Path:
    """Copy `data/` to `target`, without pulls, with the services at these addresses (by id, _ for -)."""
    shutil.copytree(paths.ROOT / "data", target, ignore=shutil.ignore_patterns("pulls", "eigen"))
    file = target / "services.csv"
    text = file.read_text(encoding="utf-8-sig")
    for name, url in urls.items():
        text = re.sub(rf"^({name.replace('_', '-')};[^;]*;).*$", rf"\g<1>{url}", text, flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    return target
