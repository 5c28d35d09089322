"""The walls of the house: which room imports which, and what no file may hold. Read from the source, nothing is run."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

import pytest

from ivp.paths import ROOT

MOST_LINES_OF_A_PAGE = 150
MOST_LINES = 360
OUR_OWN = {
    "ivp/analysis/": ("ivp.analysis",),
    "ivp/catalog/": ("ivp.catalog", "ivp.errors", "ivp.paths"),
    "ivp/plan/": ("ivp.plan", "ivp.catalog", "ivp.errors", "ivp.locking", "ivp.paths"),
}
NEVER = {
    "ivp/wording/": ("ivp.store", "ivp.web", "ivp.sources", "ivp.snapshot", "ivp.figures", "ivp.export", "duckdb"),
    "ivp/figures/": ("ivp.store", "ivp.web", "ivp.sources", "ivp.snapshot", "ivp.export", "duckdb"),
    "ivp/export/": ("ivp.store", "ivp.web", "ivp.sources", "ivp.snapshot", "duckdb"),
    "ivp/sources/": ("ivp.store", "ivp.web", "ivp.figures", "ivp.export"),
    "ivp/pulls/": ("ivp.store", "ivp.web", "ivp.figures", "ivp.export"),
    "ivp/store/": ("ivp.web", "ivp.sources", "ivp.figures", "ivp.export"),
    "ivp/store/build/": ("pandas", "scipy", "ivp.store.reader"),
    "pages/": ("duckdb", "numpy", "scipy", "ivp.analysis"),
}
Rule = Callable[[str, str], list[str]]


def imported(path: str, source: str) -> set[str]:
    """Every imported name in full: `from ivp import paths` gives 'ivp.paths'; relative imports are resolved."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = path.split("/")[: -node.level] if node.level else []
            start = ".".join([*package, *([node.module] if node.module else [])])
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return found


def at_the_top(source: str) -> str:
    """The source without its functions and classes: what is imported when the module is, or for its types."""
    module = ast.parse(source)
    module.body = [
        node for node in module.body if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    return ast.unparse(module)


def circle(sources: Mapping[str, str]) -> list[str]:
    """Modules that import each other at the top, in a ring; empty when there are none. `sources` by path."""
    modules = {path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in sources}

    def module_of(name: str) -> str:
        while name and name not in modules:
            name = name.rpartition(".")[0]
        return name

    graph = {
        module: {module_of(name) for name in imported(path, at_the_top(sources[path]))} - {module, ""}
        for module, path in modules.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def imports_only_what_it_may(path: str, source: str) -> list[str]:
    """`analysis`, `catalog` and `plan` know nothing of ours but what they stand on; `analysis` is pure."""
    faults = []
    for room, allowed in OUR_OWN.items():
        if path.startswith(room):
            names = imported(path, source)
            faults += [name for name in names if within(name, ("ivp",)) and not within(name, allowed)]
            if room == "ivp/analysis/":
                known = {*sys.stdlib_module_names, "numpy", "scipy", "statsmodels", "ivp"}
                faults += [name for name in names if name.split(".")[0] not in known]
    return faults


def imports_nothing_from_downstream(path: str, source: str) -> list[str]:
    """One direction: sources -> store -> figures, wording, export -> web and pages."""
    return [
        name
        for room, never in NEVER.items()
        if path.startswith(room)
        for name in imported(path, source)
        if within(name, never)
    ]


def only_web_and_pages_know_streamlit(path: str, source: str) -> list[str]:
    """The front door `app.py` is the app itself."""
    if path.startswith(("ivp/web/", "pages/")) or path == "app.py":
        return []
    return [name for name in imported(path, source) if within(name, ("streamlit",))]


def no_plotly_express(path: str, source: str) -> list[str]:
    return [name for name in imported(path, source) if within(name, ("plotly.express",))]


def no_html_from_strings(path: str, source: str) -> list[str]:
    return [text for text in ("unsafe_allow_html", "st.html(") if text in source]


def no_sql_in_pages(path: str, source: str) -> list[str]:
    return ["SELECT"] if path.startswith("pages/") and "SELECT " in source else []


def short_enough(path: str, source: str) -> list[str]:
    lines = len(source.splitlines())
    most = MOST_LINES_OF_A_PAGE if path.startswith("pages/") else MOST_LINES
    return [f"{lines} lines, at most {most}"] if lines > most else []


RULES: tuple[Rule, ...] = (
    imports_only_what_it_may,
    imports_nothing_from_downstream,
    only_web_and_pages_know_streamlit,
    no_plotly_express,
    no_html_from_strings,
    no_sql_in_pages,
    short_enough,
)


def our_files() -> Iterator[tuple[str, str]]:
    """Path from the root and text of every Python file of the product."""
    for file in [ROOT / "app.py", *sorted(ROOT.glob("ivp/**/*.py")), *sorted(ROOT.glob("pages/**/*.py"))]:
        yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_walls_stand(rule: Rule) -> None:
    faults = {path: found for path, source in our_files() if (found := rule(path, source))}
    assert faults == {}


def test_no_modules_import_each_other() -> None:
    assert circle(dict(our_files())) == []


@pytest.mark.parametrize(
    "sources",
    [
        {"ivp/a.py": "from ivp.b import x", "ivp/b.py": "import ivp.a"},
        {"ivp/a.py": "from ivp import b", "ivp/b.py": "if TYPE_CHECKING:\n    from ivp.a import x"},
        {"ivp/a.py": "import ivp.b", "ivp/b.py": "import ivp.c", "ivp/c.py": "from . import a"},
        {"ivp/a/__init__.py": "from ivp.a.b import x", "ivp/a/b.py": "from ivp.a import y"},
    ],
)
def test_a_circle_is_seen(sources: dict[str, str]) -> None:
    assert circle(sources)


def test_what_is_imported_when_asked_is_no_circle() -> None:
    assert circle({"ivp/a.py": "import ivp.b", "ivp/b.py": "def f():\n    import ivp.a"}) == []
    assert circle({"ivp/a.py": "import ivp.b, ivp.c", "ivp/b.py": "import ivp.c", "ivp/c.py": "import duckdb"}) == []


def test_every_room_with_a_wall_is_read() -> None:
    paths = [path for path, _ in our_files()]
    for room in [*OUR_OWN, *NEVER, "ivp/web/"]:
        assert any(path.startswith(room) for path in paths), room


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (imports_only_what_it_may, "ivp/analysis/x.py", "from ivp.catalog.models import Area"),
        (imports_only_what_it_may, "ivp/analysis/x.py", "from ivp import paths"),
        (imports_only_what_it_may, "ivp/analysis/x.py", "import pandas as pd"),
        (imports_only_what_it_may, "ivp/catalog/x.py", "from ..store import reader"),
        (imports_only_what_it_may, "ivp/catalog/x.py", "import ivp.wording.numbers"),
        (imports_nothing_from_downstream, "ivp/figures/x.py", "from ivp.store.reader import Store"),
        (imports_nothing_from_downstream, "ivp/figures/x.py", "def f():\n    from ivp import sources"),
        (imports_nothing_from_downstream, "ivp/wording/x.py", "import ivp.web.page"),
        (imports_nothing_from_downstream, "ivp/export/x.py", "from ..store.reader import Store"),
        (imports_nothing_from_downstream, "ivp/sources/x.py", "from ivp.store import build"),
        (imports_nothing_from_downstream, "ivp/pulls/x.py", "from ivp.store.current import open_current"),
        (imports_nothing_from_downstream, "ivp/store/x.py", "from ivp.figures.chart import Chart"),
        (imports_nothing_from_downstream, "ivp/store/build/x.py", "import pandas as pd"),
        (imports_nothing_from_downstream, "pages/x.py", "import duckdb"),
        (only_web_and_pages_know_streamlit, "ivp/figures/x.py", "import streamlit as st"),
        (only_web_and_pages_know_streamlit, "ivp/store/x.py", "from streamlit.testing.v1 import AppTest"),
        (only_web_and_pages_know_streamlit, "ivp/cli.py", "if True:\n    import streamlit"),
        (no_plotly_express, "pages/x.py", "import plotly.express as px"),
        (no_plotly_express, "ivp/figures/x.py", "from plotly import express"),
        (no_html_from_strings, "pages/x.py", "st.markdown(name, unsafe_allow_html=True)"),
        (no_html_from_strings, "ivp/web/x.py", "st.html(name)"),
        (no_sql_in_pages, "pages/x.py", "rows = store.sql('SELECT * FROM fact')"),
        (short_enough, "pages/x.py", "x = 1\n" * (MOST_LINES_OF_A_PAGE + 1)),
        (short_enough, "ivp/web/x.py", "x = 1\n" * (MOST_LINES + 1)),
    ],
)
def test_every_rule_can_fail(rule: Rule, path: str, source: str) -> None:
    assert rule(path, source)


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (imports_only_what_it_may, "ivp/analysis/x.py", "from scipy import special\nfrom . import levels\nimport math"),
        (imports_only_what_it_may, "ivp/catalog/x.py", "from ivp import paths\nimport pydantic"),
        (imports_nothing_from_downstream, "ivp/figures/x.py", "from ivp.storeroom import x"),
        (only_web_and_pages_know_streamlit, "ivp/web/x.py", "import streamlit as st"),
        (short_enough, "pages/x.py", "x = 1\n" * MOST_LINES_OF_A_PAGE),
    ],
)
def test_no_rule_forbids_what_is_allowed(rule: Rule, path: str, source: str) -> None:
    assert rule(path, source) == []
