"""A visit to a page through the real shell, without a browser, and what holds for every page that is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from ivp.web.front import server
from ivp.web.pages import PAGES
from ivp.web.selection.choices import KEYS

NAMES = tuple(entry.name for entry in PAGES)
HOME = NAMES[0]
TIMEOUT = 60
# Words that a Dutch sentence does not have and hardly any English sentence can do without.
ENGLISH = re.compile(
    r"\b(the|and|this|that|these|with|from|you|your|are|not|cannot|please|error|unknown|nan|none|null|nat|undefined)\b",
    re.IGNORECASE,
)
_NOT_READ = {"id", "user_key", "form_id", "page_script_hash", "icon", "spec", "element_id", "format", "url", "page",
             "query_string", "help_text", "session_id", "json", "icon_name", "config", "color", "html_content",
             "js_content", "css_content", "component_name", "anchor", "selection_mode"}  # fmt: skip


def visit(name: str, /, **params: str | list[str]) -> AppTest:
    """Open a page at its own address with these query parameters."""
    test = AppTest.from_file(server.SHELL, default_timeout=TIMEOUT)
    test.query_params.update(params)
    if name != HOME:
        test.switch_page(_script(name))
    return test.run()


def go_on(test: AppTest, name: str) -> AppTest:
    """Open another page from the navigation: Streamlit then starts without query parameters."""
    test.query_params.clear()
    return test.switch_page(_script(name)).run()


def url(test: AppTest) -> dict[str, str]:
    """The query parameters, each with its last value."""
    return {key: value[-1] if isinstance(value, list) else value for key, value in test.query_params.items()}


def kept(test: AppTest) -> dict[str, str]:
    """The part of the query parameters that is the shared selection."""
    return {key: value for key, value in url(test).items() if key in KEYS}


def title(test: AppTest) -> str:
    """The headline as it is read, without the escapes of markdown."""
    return read(test.title[0].value)


def read(text: str) -> str:
    """Markdown as it is read: escapes, small print and colour marks away."""
    return re.sub(r":(small|gray)\[|\]$|\]\]$", "", re.sub(r"\\(.)", r"\1", text))


def notices(test: AppTest) -> list[str]:
    """The notices on the page."""
    return [read(part.value) for part in test.info]


def words(test: AppTest) -> str:
    """Everything on the page that a visitor can read, one text a line."""
    return "\n".join(part for node in test.main for part in _texts(node))


def holds_for_every_page(test: AppTest) -> None:
    """No exception, one headline that says something, and every word in Dutch."""
    assert not test.exception, test.exception[0].message + "\n" + "\n".join(test.exception[0].stack_trace)
    assert not test.error, test.error[0].value
    assert len(test.title) == 1
    assert len(title(test).strip()) > 10
    english = [line for line in words(test).splitlines() if ENGLISH.search(line)]
    assert not english, english[:5]


def empty_state(test: AppTest) -> Any:
    """The button of the designed empty state, or None where there is none."""
    return next((button for button in test.button if (button.key or "").startswith("leeg-")), None)


def drawn(test: AppTest) -> list[Any]:
    """The charts and maps on the page, and the matrix."""
    made = [part for part in test.get("bidi_component") if {"sections", "spec"} & json.loads(part.proto.json).keys()]
    return [*test.get("deck_gl_json_chart"), *made]


def plots(test: AppTest) -> list[dict[str, Any]]:
    """The specifications that plotly draws, in the order of the page."""
    made = [json.loads(part.proto.json) for part in test.get("bidi_component")]
    return [data["spec"] for data in made if "spec" in data]


def tables(test: AppTest) -> dict[str, list[list[str]]]:
    """The rows of every table on the page, by what it says that it holds."""
    made = [json.loads(part.proto.json) for part in test.get("bidi_component")]
    return {data["alt"]: data["rows"] for data in made if "rows" in data}


def _script(name: str) -> str:
    return f"../../pages/{name}.py"


def _texts(node: Any) -> Iterator[str]:
    if node.type in ("table", "arrow_data_frame"):
        yield from _cells(node.value)
    if node.type == "bidi_component":
        data = json.loads(node.proto.json)
        yield from [data["alt"], *_labels(data["spec"])] if "spec" in data else _values(data)
    if node.proto is not None:
        yield from _fields(node.proto)


def _cells(table: pd.DataFrame) -> Iterator[str]:
    yield from (str(column) for column in table.columns)
    for column in table.columns:
        yield from (str(cell) for cell in table[column] if isinstance(cell, str))


def _fields(message: Any) -> Iterator[str]:
    """All texts in a protobuf message that are meant to be read."""
    for field, value in message.ListFields():
        if field.name in _NOT_READ or field.type == field.TYPE_BYTES:
            continue
        if field.message_type and field.message_type.GetOptions().map_entry:
            continue
        for one in value if isinstance(value, (list, tuple)) or hasattr(value, "append") else [value]:
            if isinstance(one, str):
                yield one
            elif field.message_type:
                yield from _fields(one)


def _labels(spec: Any) -> Iterator[str]:
    """The texts in a plotly specification."""
    if isinstance(spec, Mapping):
        for key, value in spec.items():
            if key in ("text", "title", "hovertemplate", "hovertext", "ticktext", "name"):
                yield from _values(value)
            else:
                yield from _labels(value)
    elif isinstance(spec, list):
        for item in spec:
            yield from _labels(item)


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in ("fill", "sign", "key", "tone", "font", "state"):
                yield from _values(item)
    elif isinstance(value, list):
        for item in value:
            yield from _values(item)
