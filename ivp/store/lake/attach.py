"""A connection with the shared figures attached under the name `lake`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from ivp.errors import UserError
from ivp.store.lake.extensions import load, own_folder
from ivp.store.lake.place import Place

NAME = "lake"
UNREACHABLE = (
    "De gedeelde cijfers (IVP_LAKE) zijn nu niet te bereiken; controleer of de database met de catalogus aanstaat "
    "en of de map of bucket er is."
)
OWN: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""Settings at the start: only the extensions that are given."""


def connected(
    place: Place, *, snapshot: int | None = None, write: bool = False, file: str = ""
) -> duckdb.DuckDBPyConnection:
    """A database (`file`, else in memory) beside the figures: all of them, or as they were at `snapshot`.

    Raises `UserError` when they cannot be reached.
    """
    aside = {} if file else {"temp_directory": own_folder().name}  # else it would be a folder where the program started
    connection = duckdb.connect(file or ":memory:", config={**OWN, **aside})
    try:
        attach(connection, place, snapshot=snapshot, write=write)
    except BaseException:
        connection.close()
        raise
    return connection


def attach(
    connection: duckdb.DuckDBPyConnection, place: Place, *, snapshot: int | None = None, write: bool = False
) -> None:
    """Attach the figures to an open connection; only `write` makes them when they are not there yet."""
    load(connection, place.extensions)
    if place.remote:
        connection.execute(_key(os.environ))
    options = [f"DATA_PATH {quoted(place.figures)}"]
    options += ["CREATE_IF_NOT_EXISTS true" if write else "READ_ONLY"]
    if write and place.in_one_file:  # else who reads keeps the writer out
        options += ["META_JOURNAL_MODE 'WAL'", "META_BUSY_TIMEOUT 10000"]
    options += [f"SNAPSHOT_VERSION {snapshot:d}"] if snapshot is not None else []
    try:
        if write and not place.remote:
            Path(place.figures).mkdir(parents=True, exist_ok=True)
        connection.execute(f"ATTACH {quoted(f'ducklake:{place.catalogue}')} AS {NAME} ({', '.join(options)})")
    except (duckdb.Error, OSError) as error:
        raise UserError(UNREACHABLE) from error


def harden(connection: duckdb.DuckDBPyConnection, place: Place) -> None:
    """From here on nothing but the place of the figures can be reached, and nothing about that can be changed."""
    connection.execute(f"SET allowed_directories = [{quoted(place.figures)}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _key(environment: Mapping[str, str]) -> str:
    """The statement that gives DuckDB the key of the bucket, from the variables that every program for S3 knows."""
    given = {
        "KEY_ID": environment.get("AWS_ACCESS_KEY_ID", ""),
        "SECRET": environment.get("AWS_SECRET_ACCESS_KEY", ""),
        "SESSION_TOKEN": environment.get("AWS_SESSION_TOKEN", ""),
        "REGION": environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION", ""),
    }
    host = urlsplit(environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL", ""))
    if host.netloc:
        given |= {"ENDPOINT": host.netloc, "URL_STYLE": "path", "USE_SSL": str(host.scheme == "https").lower()}
    parts = [f"{name} {quoted(value)}" for name, value in given.items() if value]
    return f"CREATE OR REPLACE TEMPORARY SECRET figures ({', '.join(['TYPE s3', *parts])})"


def quoted(text: str) -> str:
    """A text as SQL writes it, for statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"
