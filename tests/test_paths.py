"""Where the database goes: a folder of this user alone wherever others can write."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from ivp import paths
from ivp.errors import UserError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder where everybody may write, and a project folder where nobody may: it is a file."""
    shared = tmp_path / "tmp"
    shared.mkdir()
    shared.chmod(0o1777)
    (tmp_path / "project").write_text("")
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    monkeypatch.setenv("IVP_CACHE", str(tmp_path / "project" / ".cache"))
    return shared


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_a_folder_of_our_own_is_made_for_this_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVP_CACHE", str(tmp_path / "a" / "cache"))
    assert paths.cache_dir() == tmp_path / "a" / "cache"
    assert mode(paths.cache_dir()) == 0o700


def test_the_fallback_on_a_shared_machine_is_of_this_user_alone(shared: Path) -> None:
    folder = paths.cache_dir()
    assert folder == shared / f"veiligheidsbeeld-{os.geteuid()}"
    assert mode(folder) == 0o700
    folder.chmod(0o777)
    assert paths.cache_dir() == folder
    assert mode(folder) == 0o700


def test_a_folder_in_which_everybody_writes_gets_one_of_this_user(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVP_CACHE", str(shared))
    assert paths.cache_dir() == shared / f"veiligheidsbeeld-{os.geteuid()}"


def test_a_folder_of_somebody_else_is_refused_in_one_line(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.cache_dir()
    me = os.geteuid()
    monkeypatch.setattr(paths, "_user", lambda: str(me))
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    with pytest.raises(UserError, match="van iemand anders") as refused:
        paths.cache_dir()
    assert "\n" not in str(refused.value)
    assert str(shared) not in str(refused.value)


@pytest.mark.parametrize("kind", ["link", "file"])
def test_what_is_no_folder_is_refused(shared: Path, tmp_path: Path, kind: str) -> None:
    place = shared / f"veiligheidsbeeld-{os.geteuid()}"
    if kind == "link":
        (tmp_path / "mine").mkdir()
        place.symlink_to(tmp_path / "mine")
    else:
        place.write_text("")
    with pytest.raises(UserError, match="van iemand anders"):
        paths.cache_dir()


def test_where_nothing_can_be_written_the_folder_itself_is_given(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "project" / "no"))
    assert paths.cache_dir() == tmp_path / "project" / ".cache"


def test_a_folder_that_cannot_be_written_gives_way(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_only = shared.parent / "read-only"
    read_only.mkdir(mode=0o500)
    monkeypatch.setenv("IVP_CACHE", str(read_only))
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    assert paths.cache_dir().parent == shared
