"""Scripts that the browser asks from an address of ours, once per version: Plotly's own, and those of our components.

Without this Streamlit sends the script of a component again with every run of the page.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

PLOTLY = "plotly.min.js"
_ASSETS = Path(__file__).parent / "components" / "assets"
_PLACE = "onderdelen"
_LOADER = """export default async component => {
  const application = new URL("../../", document.querySelector('script[src*="static/js/"]').src)
  return (await import(new URL("%s", application))).default(component)
}"""


@lru_cache(maxsize=1)
def files() -> dict[str, Path]:
    """Every script by its address below that of the application; a changed script has another address."""
    every = [_plotly(), *sorted(_ASSETS.glob("*.js"))]
    return {f"{_PLACE}/{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}/{file.name}": file for file in every}


def address(name: str) -> str:
    """The address of this script, below that of the application."""
    return next(address for address, file in files().items() if file.name == name)


def loader(name: str) -> str:
    """What an inline component has for a script: it loads the real one, wherever a proxy put the application."""
    return _LOADER % address(name)


def _plotly() -> Path:
    """In the installed package, which itself is not loaded: that takes memory and half a second."""
    package = find_spec("plotly")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("plotly", name="plotly")
    return Path(package.submodule_search_locations[0]) / "package_data" / PLOTLY
