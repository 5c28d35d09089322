"""The README is tested: what exists is in it, what it links to exists, and no file tells where it was made."""

from __future__ import annotations

import re
import sys
from argparse import _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivp import cli
from ivp.paths import ROOT
from ivp.web.pages import PAGES
from tests.test_walls import imported

README = (ROOT / "README.md").read_text(encoding="utf-8")
NOT_OURS = {".git", ".venv", ".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache", "__pycache__", "artifacts"}
TEXT = {"", ".cfg", ".css", ".csv", ".geojson", ".html", ".js", ".json", ".md", ".py", ".sql", ".svg", ".toml", ".txt"}
COMMISSIONED = {"geopandas", "plotly"}  # asked for by the commissioner; of plotly the browser gets its script
COMMANDS = {"mypy", "pytest-xdist", "ruff"}  # run, not imported
APART = {"dash"}  # what we measure ourselves against has an environment of its own (tests/performance/twins)
NEEDED_BY_STREAMLIT = {"authlib"}  # for st.login; nobody imports it here
PART_OF = {"PIL": "pillow", "pydantic-core": "pydantic", "markdown-it": "markdown-it-py", "docx": "python-docx",
           "pptx": "python-pptx"}  # fmt: skip


def files() -> Iterator[Path]:
    """Every text file of the project."""
    for path in sorted(ROOT.rglob("*")):
        if not NOT_OURS & set(path.relative_to(ROOT).parts) and path.is_file() and path.suffix in TEXT:
            yield path


def required() -> list[str]:
    """The names in the two files of requirements."""
    places = [ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"]
    lines = [line for place in places for line in place.read_text(encoding="utf-8").splitlines()]
    return [line.split("[")[0] for line in lines if line and not line.startswith(("#", "-c "))]


def pinned() -> set[str]:
    """The names in the file that fixes the versions."""
    lines = (ROOT / "deploy" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {line.split("==")[0] for line in lines if "==" in line}


def commands() -> list[str]:
    """The names of what `python -m ivp` can do."""
    actions = cli.parser()._actions
    return list(next(action for action in actions if isinstance(action, _SubParsersAction)).choices)


def settings() -> list[str]:
    """Every environment variable of our own that is used anywhere."""
    code = [path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ("ivp", "tests")]
    return sorted({name for path in code for name in re.findall(r"\bIVP_[A-Z]+\b", path.read_text(encoding="utf-8"))})


def document(name: str) -> str:
    """The text of a file in docs/."""
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def links() -> list[tuple[Path, str]]:
    """Every relative link and picture in the README, in CONTRIBUTING.md and in docs/, with the folder of its file."""
    places = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    found = [(place.parent, link) for place in places
             for link in re.findall(r"\]\(([^)\s]+)\)", place.read_text(encoding="utf-8"))]  # fmt: skip
    return [(folder, link) for folder, link in found if not link.startswith(("http://", "https://", "#"))]


def section(title: str, text: str = README) -> str:
    """The text under a heading of the README (or another text), up to the next one of its level."""
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("name", commands())
def test_command(name: str) -> None:
    assert re.search(rf"^\| `{name}\b", section("Commands"), re.MULTILINE)


@pytest.mark.parametrize("title", [page.title for page in PAGES])
def test_page(title: str) -> None:
    assert re.search(rf"\| `pages/` \|.*\b{title}\b", section("How it is built"))


@pytest.mark.parametrize("name", required())
def test_dependency_has_its_reason(name: str) -> None:
    reasons = section("Dependencies", document("decisions"))
    assert re.search(rf"^\|[^|]*(?<![\w-]){name}(?![\w-])[^|]*\| \S", reasons, re.MULTILINE)


@pytest.mark.parametrize("name", required())
def test_dependency_has_its_version(name: str) -> None:
    assert name in pinned()


@pytest.mark.parametrize("name", settings())
def test_setting(name: str) -> None:
    assert re.search(rf"^\|.*`{name}`", section("Settings", document("operating")), re.MULTILINE)


@pytest.mark.parametrize(("folder", "link"), links())
def test_link(folder: Path, link: str) -> None:
    assert (folder / link.split("#")[0]).is_file()


def test_pictures_are_linked() -> None:
    pictures = {"tests/browser/pictures/overzicht.png", "tests/browser/pictures/kaart.png"}
    assert pictures <= {link for _, link in links()}


def test_it_can_be_read_in_one_go() -> None:
    assert len(README.splitlines()) <= 120


def test_one_test_command() -> None:
    block = README.split("<!-- tests -->")[1].split("<!-- /tests -->")[0]
    lines = [line for line in block.splitlines() if line.strip()]
    assert lines[0] == lines[-1] == "```"
    assert len(lines) == 3
    assert "pytest" in lines[1]


def test_quick_start_has_two_commands() -> None:
    assert len(re.findall(r"^```\n[^\n]+\n```$", section("Quick start"), re.MULTILINE)) == 2
    assert section("Quick start").count("```") == 4


def test_requirements_are_what_is_imported() -> None:
    found = {
        name.split(".")[0].replace("_", "-")
        for path in files()
        if path.suffix == ".py"
        for name in imported(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    }
    standard = {name.replace("_", "-") for name in sys.stdlib_module_names}
    ours = {"ivp", "pages", "tests", "app"}
    outside = {PART_OF.get(name, name) for name in found - standard - ours}
    assert outside - APART | COMMISSIONED | COMMANDS | NEEDED_BY_STREAMLIT == set(required())


def test_no_place_of_a_machine_and_no_registry() -> None:
    places = "|".join(f"/{name}/" for name in ("home", "root", "tmp", "work", "Users"))
    hosts = "|".join(("pypi\\.", "pythonhosted", "npmjs", "[-]index-url"))
    forbidden = re.compile(rf"(?<![\w.:/-])(?:{places})|{hosts}")
    this = Path(__file__).resolve()
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files()
        if path != this
        for match in forbidden.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found
