"""The other district, as `docs/another-district.md` makes it, command by command; its services are on loopback."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from ivp import cli, paths
from tests.district import made_up

TABLES = ("47013NED", "47018NED", "47021NED", "03759ned", "85039NED", "85146NED", "85984NED", "LBM3")
"""What is refreshed here, to be quick: of everything that a page shows something."""


@dataclass(frozen=True)
class Made:
    """The folders of the district, and what every command said while it was made."""

    data: Path
    cache: Path
    said: dict[str, str]

    def ivp(self, *arguments: str) -> str:
        """What a command says; an exit code other than 0 is an error with what it said."""
        return _ivp(self.data, self.cache, *arguments)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The district with its figures and its database. The steps are those of the document, in its order."""
    root = tmp_path_factory.mktemp("district")
    data, cache = root / "data", root / "cache"
    said = {"begin": _ivp(paths.ROOT / "data", cache, "begin", str(data))}
    made_up.figures_of_the_land(data)
    made_up.fill(data)
    made_up.fewer_years(data)
    said["likes"] = _ivp(data, cache, "likes")
    made_up.append(data / "comparison.csv", [tuple(line.split(";")) for line in said["likes"].splitlines()])
    said["check"] = _ivp(data, cache, "check")
    with _services(shutil.copytree(data, root / "world"), data):
        said["refresh"] = _ivp(data, cache, "refresh", "--pause", "0", "--only", *TABLES)
    return Made(data, cache, said)


@contextmanager
def _services(world: Path, data: Path) -> Iterator[None]:
    """The services of a world in a process of their own, and a data folder that points to them."""
    made_up.shapes(world)
    command = [sys.executable, "-m", "tests.services", "--point", str(data)]
    environment = {**os.environ, "IVP_TEST_WORLD": str(world)}
    with subprocess.Popen(command, cwd=paths.ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            assert any(line.strip() == "klaar" for line in running.stdout), "the services did not start"
            yield
        finally:
            running.terminate()


def _ivp(data: Path, cache: Path, *arguments: str) -> str:
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(said):
        patch.setenv("IVP_DATA", str(data))
        patch.setenv("IVP_CACHE", str(cache))
        assert cli.main(arguments) == 0, said.getvalue()
    return said.getvalue()
