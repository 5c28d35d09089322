"""Figures to share, made once: a small made-up country, and the same with other figures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import duckdb
import pytest

from ivp.errors import UserError
from ivp.store.build import build
from ivp.store.lake import extensions, take, watch
from ivp.store.lake.place import Place, place_of
from tests.national.cube import Size, write_country
from tests.plan import postgres_server
from tests.plan.postgres_server import Server

COUNTRY = Size(municipalities=12, types=3, buurten=60, basisteams=4, districts=2, units=1)


def missing() -> str:
    """Why figures cannot be shared with what is installed here; '' when they can."""
    try:
        extensions.load(duckdb.connect(), ("ducklake", "sqlite_scanner", "postgres_scanner", "httpfs"))
    except UserError as error:
        return str(error)
    return ""


@pytest.fixture(scope="session")
def extensions_installed() -> None:
    if reason := missing():
        pytest.skip(reason)


@pytest.fixture(scope="session")
def first(extensions_installed: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built database."""
    folder = tmp_path_factory.mktemp("country")
    write_country(folder / "data", COUNTRY)
    build(folder / "data", folder / "first.duckdb")
    return folder / "first.duckdb"


@pytest.fixture(scope="session")
def second(first: Path) -> Path:
    """The same with one value changed, one figure gone and one new."""
    return variant(first, "second")


def variant(file: Path, name: str, **info: str) -> Path:
    """Another database like this one, that says to have the content `name`."""
    other = file.with_name(f"{name}.duckdb")
    shutil.copyfile(file, other)
    with duckdb.connect(str(other)) as connection:
        connection.execute(
            "UPDATE observation SET numerator = numerator + 7, value = value + 1 "
            "WHERE indicator = '47013ned-1-0' AND area = 'GM0001' AND period = '2020'"
        )
        connection.execute(
            "DELETE FROM observation WHERE indicator = '47013ned-1-0' AND area = 'GM0002' AND period = '2020'"
        )
        connection.execute(
            "INSERT INTO observation BY NAME (SELECT * REPLACE ('2030' AS period) FROM observation "
            "WHERE indicator = '47013ned-1-1' AND area = 'GM0003' AND period = '2020')"
        )
        for key, value in ({"content_hash": f"{name:0<64}"} | info).items():
            connection.execute("UPDATE build_info SET value = $value WHERE key = $key", {"key": key, "value": value})
    return other


@pytest.fixture
def place(extensions_installed: None, tmp_path: Path) -> Place:
    """A folder on this machine to share in."""
    return place_of(str(tmp_path / "gedeeld"))


@pytest.fixture(scope="session")
def postgres(extensions_installed: None) -> Iterator[Server]:
    """A real PostgreSQL."""
    if postgres_server.programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres_server.running() as server:
        yield server


@pytest.fixture
def in_postgres(postgres: Server, tmp_path: Path) -> Place:
    """The catalogue in PostgreSQL, the figures in a folder."""
    return place_of(f"{postgres.database()}#{tmp_path / 'figures'}")


@pytest.fixture
def in_bucket(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """The catalogue in PostgreSQL, the figures in a bucket of a server that speaks S3."""
    moto = pytest.importorskip("moto.server", reason="moto is not installed")
    boto3 = pytest.importorskip("boto3")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=postgres_server.free_port(), verbose=False)
    server.start()
    try:
        host = f"http://127.0.0.1:{server.get_host_and_port()[1]}"
        for name, value in {"ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "x", "REGION": "eu-west-1"}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", host)
        client = boto3.client("s3", endpoint_url=host, region_name="eu-west-1")
        bucket = f"cijfers-{uuid4().hex}"
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        yield place_of(f"{postgres.database()}#s3://{bucket}/figures")
    finally:
        server.stop()


@pytest.fixture(params=["place", "in_postgres", "in_bucket"])
def anywhere(request: pytest.FixtureRequest) -> Place:
    """Each kind of place."""
    found: Place = request.getfixturevalue(request.param)
    return found


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new snapshot is seen at the next question, and the large tables stay in the lake."""
    monkeypatch.setattr(watch, "_PAUSE", 0.0)
    monkeypatch.setattr(watch, "_PAUSE_AFTER_FAILURE", 0.0)
    monkeypatch.setattr(take, "STAYS", 300)
