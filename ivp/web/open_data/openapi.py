"""The description of the addresses for programs: OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

from typing import Any

from ivp.web.open_data import question
from ivp.web.open_data.declare import CSV, VERSION, Asks, Column, Filter, Kind, Resource
from ivp.web.open_data.publisher import publisher
from ivp.web.open_data.resources import RESOURCES
from ivp.web.pages import product_name
from ivp.wording import open_data as words
from ivp.wording.numbers import number

Node = dict[str, Any]
_TYPES: dict[Kind, Node] = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.WHOLE: {"type": "integer"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.CODES: {"type": "array", "items": {"type": "string"}},
}
_PATTERNS = {Asks.PERIODS: r"^(19|20)\d\d(-(0[1-9]|1[0-2]))?$", Asks.YEARS: r"^(19|20)\d\d$"}


def openapi(root: str) -> Node:
    """The whole description; `root` is where the addresses stand."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Open data van {product_name()}",
            "version": VERSION,
            "description": f"{words.ABOUT.format(most=number(question.MOST_ROWS))} {words.LEFT_OUT}",
            **_contact(),
        },
        "servers": [{"url": root}],
        "paths": {address: operation for one in RESOURCES.values() for address, operation in _paths(one)},
        "components": {
            "schemas": {"Probleem": _PROBLEM, **{one.name: row_schema(one) for one in RESOURCES.values()}},
            "responses": _RESPONSES,
            "headers": _HEADERS,
        },
    }


def row_schema(resource: Resource) -> Node:
    """What one row of a resource holds."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [column.name for column in resource.columns],
        "properties": {column.name: _property(column) for column in resource.columns},
    }


def _property(column: Column) -> Node:
    kind = _TYPES[column.kind]
    found: Node = {**kind, "type": [kind["type"], "null"], "description": column.what}
    return {**found, "enum": [*column.choices, None]} if column.choices else found


def _paths(resource: Resource) -> list[tuple[str, Node]]:
    row = {"$ref": f"#/components/schemas/{resource.name}"}
    document = {
        "type": "object",
        "required": ["versie", "samengesteld_op", "rijen", "volgende", "gegevens"],
        "properties": {
            "versie": {"type": "string", "description": "verandert met de cijfers, het plan of het programma"},
            "samengesteld_op": {"type": "string", "format": "date"},
            "rijen": {"type": "integer", "description": "rijen in dit antwoord"},
            "volgende": {
                "type": ["string", "null"],
                "description": "adres van de volgende rijen, gerekend vanaf dit adres",
            },
            "gegevens": {"type": "array", "items": row},
        },
    }
    return [
        (f"/{resource.name}", _operation(resource, "", {"application/json": {"schema": document}})),
        (f"/{resource.name}.csv", _operation(resource, "-csv", {CSV: {"schema": {"type": "string"}}})),
    ]


def _operation(resource: Resource, suffix: str, content: Node) -> Node:
    found = {"description": "De rijen", "headers": _REFERENCES, "content": content}
    return {
        "get": {
            "operationId": f"{resource.name}{suffix}",
            "summary": resource.title,
            "description": resource.what,
            "tags": [resource.group],
            "parameters": [*map(_parameter, resource.filters), *_PAGING],
            "responses": {"200": found, **{code: {"$ref": f"#/components/responses/{code}"} for code in _RESPONSES}},
        }
    }


def _parameter(one: Filter) -> Node:
    value: Node = {"type": "string"}
    if one.asks in _PATTERNS:
        value["pattern"] = _PATTERNS[one.asks]
    if one.single or one.choices:
        value["enum"] = list(one.choices or ("ja", "nee"))
    schema = value if one.single else {"type": "array", "items": value, "maxItems": question.MOST_VALUES}
    form = {} if one.single else {"style": "form", "explode": False}
    return {"name": one.name, "in": "query", "description": one.what, "schema": schema, **form}


def _whole(name: str, what: str, usual: int, most: int) -> Node:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return {"name": name, "in": "query", "description": what, "schema": schema}


def _contact() -> Node:
    found = publisher()
    if found is None:
        return {}
    parts = {"name": found.name, "email": found.mail, "url": found.uri}
    return {"contact": {name: text for name, text in parts.items() if text}}


_PAGING = [
    _whole(question.ROWS, "rijen in één antwoord", question.USUAL_ROWS, question.MOST_ROWS),
    _whole(question.PAGE, "het hoeveelste deel van de rijen", 1, question.MOST_PAGES),
]
_PROBLEM: Node = {
    "type": "object",
    "required": ["status", "title"],
    "properties": {
        "status": {"type": "integer"},
        "title": {"type": "string", "description": "één regel: wat er mis is en wat te doen"},
    },
}
_HEADERS: Node = {
    "API-Version": {"description": "versie van deze beschrijving", "schema": {"type": "string"}},
    "ETag": {"description": "stuur deze terug in If-None-Match", "schema": {"type": "string"}},
    "Link": {"description": "adres van de volgende rijen (rel=next)", "schema": {"type": "string"}},
}
_REFERENCES: Node = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
_VERSIONED: Node = {"API-Version": _REFERENCES["API-Version"]}
_FAILURE: Node = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleem"}}}
_RESPONSES: Node = {
    "304": {"description": "U hebt deze versie al", "headers": _VERSIONED},
    "400": {"description": "Een filter klopt niet", "headers": _VERSIONED, "content": _FAILURE},
    "503": {"description": "Te druk, of even niet beschikbaar", "headers": _VERSIONED, "content": _FAILURE},
}
