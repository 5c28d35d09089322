"""What the services say of a table: TableInfos and the list of tables, DataProperties, groups and codes."""

from __future__ import annotations

from typing import Any

from tests.services.cube import Dimension, Table


def rows(table: Table, name: str, catalog: str) -> list[dict[str, Any]] | None:
    """The rows of a set that describes the table; None when there is no such set."""
    if name == "TableInfos":
        return [described(table, catalog)]
    if name == "DataProperties":
        return table.properties()
    if name == "CategoryGroups":
        return [group for dimension in table.dimensions for group in dimension.groups]
    found = next((dimension for dimension in table.dimensions if dimension.key == name), None)
    return None if found is None else codes(found)


def codes(dimension: Dimension) -> list[dict[str, Any]]:
    """The codes with their blanks; what else there is depends on the kind of dimension."""
    made = []
    for code in dimension.codes:
        row: dict[str, Any] = {"Key": code.key.ljust(dimension.width), "Title": code.title, "Description": ""}
        if dimension.kind in ("Dimension", "GeoDimension"):
            row["CategoryGroupID"] = None
        made.append({**row, **code.more})
    return made


def described(table: Table, catalog: str) -> dict[str, Any]:
    """The one row of TableInfos."""
    selection = " and ".join(f"({d.key} eq '{d.padded()[0]}')" for d in table.dimensions if d.codes)
    return {
        "ID": 0,
        "Title": table.title,
        "ShortTitle": table.title,
        "Identifier": table.id,
        "Summary": "Verzonnen cijfers, alleen om programma's te beproeven.",
        "Modified": table.modified,
        "ReasonDelivery": "Actualisering",
        "ExplanatoryText": "",
        "Language": "nl",
        "Catalog": catalog,
        "Frequency": table.frequency,
        "Period": table.period,
        "ShortDescription": "Verzonnen cijfers.",
        "Description": "Verzonnen cijfers.\n\nniets (blanco): kan op logische gronden niet voorkomen\n. : onbekend",
        "DefaultPresentation": "",
        "DefaultSelection": f"$filter={selection}",
        "GraphTypes": "Table,Bar,Map",
        "OutputStatus": "Regulier",
        "Source": f"&copy; {catalog}",
        "MetaDataModified": table.modified,
        "SearchPriority": 2,
    }


def listed(table: Table, catalog: str, host: str) -> dict[str, Any]:
    """Its row in the list of tables; the addresses in it are those that the service itself believes in."""
    return {
        **described(table, catalog),
        "Updated": table.modified,
        "ApiUrl": f"{host}/ODataApi/OData/{table.id}",
        "FeedUrl": f"{host}/ODataFeed/OData/{table.id}",
        "RecordCount": table.size,
        "ColumnCount": len(table.columns),
    }
