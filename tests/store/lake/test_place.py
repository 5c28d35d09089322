"""The setting `IVP_LAKE`, and what is said where DuckDB's extensions are not installed."""

from __future__ import annotations

import duckdb
import pytest

from ivp.errors import UserError
from ivp.store.lake import extensions
from ivp.store.lake.place import place_of, shared


def test_a_folder_has_its_catalogue_and_its_figures() -> None:
    place = place_of("/srv/cijfers")
    assert place.catalogue == "sqlite:/srv/cijfers/catalogue.sqlite"
    assert place.figures == "/srv/cijfers/figures/"
    assert not place.remote


def test_a_database_comes_with_a_folder_or_a_bucket() -> None:
    folder = place_of("postgresql://an:x@db.example/cijfers#/mnt/cijfers/")
    bucket = place_of("postgresql://an:x@db.example/cijfers#s3://cijfers/nu")
    assert folder.catalogue == bucket.catalogue == "postgres:postgresql://an:x@db.example/cijfers"
    assert (folder.figures, bucket.figures) == ("/mnt/cijfers/", "s3://cijfers/nu/")
    assert (folder.remote, bucket.remote) == (False, True)
    assert "httpfs" in bucket.extensions
    assert "httpfs" not in folder.extensions
    assert folder.key != bucket.key


@pytest.mark.parametrize(
    "setting",
    ["cijfers", "postgresql://db/x", "postgresql://db/x#map", "mysql://db/x#/srv", "/srv#/srv", "https://x#/s"],
)
def test_anything_else_is_refused_with_an_example(setting: str) -> None:
    with pytest.raises(UserError, match=r"IVP_LAKE klopt niet.*postgresql://naam@server/database#/srv/cijfers"):
        place_of(setting)


def test_without_the_setting_nothing_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IVP_LAKE", raising=False)
    assert shared() is None
    monkeypatch.setenv("IVP_LAKE", " /srv/cijfers ")
    assert shared() == place_of("/srv/cijfers")


def test_a_missing_extension_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    extensions._file.cache_clear()
    monkeypatch.setattr(extensions, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=f"DuckDB {duckdb.__version__}: duckdb-extension-postgres.*deploy/lake.txt"):
        extensions.load(duckdb.connect(), ("postgres_scanner",))
    extensions._file.cache_clear()
