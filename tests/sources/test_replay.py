"""What `doctor --record` keeps is answered again, byte for byte, and the client understands all of it.

Folders of the live services (`recorded/live-*`) are read here as soon as somebody has made one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ivp.errors import UserError
from ivp.pulls import recorder
from ivp.pulls.recorder import MOST, Recorder
from ivp.sources.odata import ODataTable
from ivp.sources.transport import Patience, Transport
from tests.services.server import Services
from tests.sources.loopback import Loopback, http
from tests.sources.replay import Replay

LIVE = sorted((Path(__file__).parent / "recorded").glob("live-*"))
TABLES = ("47013NED", "85146NED", "85655NED")


def asking(base: dict[str, str], transport: Transport) -> dict[str, object]:
    """What the client makes of three tables."""
    found: dict[str, object] = {}
    for id in TABLES:
        table = ODataTable(transport, base[id], id, id)
        dimensions, topics = table.structure()
        found[id] = (table.info(), dimensions, topics, [table.codes(one.key) for one in dimensions])
        found[f"{id} rows"] = table.top("", (), 3)
    return found


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, object]]]:
    folder = tmp_path_factory.mktemp("recording")
    with Services() as services, Transport(Patience(pause=0), record=Recorder(folder, ["GM1674"])) as transport:
        base = {id: services.politie if id == "47013NED" else services.cbs for id in TABLES}
        yield folder, asking(base, transport)


def test_a_recording_gives_the_same_answers_again(recording: tuple[Path, dict[str, object]]) -> None:
    folder, first = recording
    with Replay(folder) as replay, Transport(Patience(pause=0, attempts=1)) as transport:
        assert asking(dict.fromkeys(TABLES, replay.url), transport) == first
        assert httpx.get(f"{replay.url}/ODataFeed/odata/99999NED/TableInfos", trust_env=False).status_code == 404


@pytest.mark.parametrize("folder", [None, *LIVE], ids=["made here", *(folder.name for folder in LIVE)])
def test_the_client_understands_every_recorded_table(
    folder: Path | None, recording: tuple[Path, dict[str, object]]
) -> None:
    with Replay(folder or recording[0]) as replay, Transport(Patience(pause=0, attempts=1)) as transport:
        assert replay.tables
        for id in replay.tables:
            dimensions, topics = ODataTable(transport, replay.url, id, id).structure()
            assert dimensions, id
            assert topics, id


def kept(folder: Path, body: bytes, status: int = 200, path: str = "/ODataFeed/odata/T/RegioS") -> recorder.Answer:
    Recorder(folder, ["GM1674", "WK1674"])(f"https://cbs.example{path}", status, body)
    ((answer, _),) = recorder.read(folder)
    return answer


def test_an_error_is_kept_with_its_status(tmp_path: Path) -> None:
    answer = kept(tmp_path, b"more than 10000 records", 500, "/ODataApi/odata/T/TypedDataSet?$filter=a%20eq%20'b'")
    assert (answer.asked, answer.status) == ("/ODataApi/odata/T/TypedDataSet?$filter=a%20eq%20'b'", 500)
    assert (tmp_path / answer.file).read_bytes() == b"more than 10000 records"
    assert answer.file.endswith(".txt")


def test_of_a_long_list_the_first_and_our_own_are_kept(tmp_path: Path) -> None:
    rows = [{"Key": f"BU{n:08}", "Title": "x" * 60} for n in range(8_000)]
    rows += [{"Key": "WK167400", "Title": "onze"}]
    answer = kept(tmp_path, json.dumps({"value": rows, "odata.nextLink": "x?$skip=10000"}).encode())
    assert not answer.whole
    found = json.loads((tmp_path / answer.file).read_text(encoding="utf-8"))
    assert [row["Key"] for row in found["value"]][-2:] == ["BU00000024", "WK167400"]
    assert "odata.nextLink" not in found
    assert (tmp_path / answer.file).stat().st_size < MOST


@pytest.mark.parametrize("body", [b"<!DOCTYPE html><p>proxy van de gemeente", b" <HTML>x", b"x" * (MOST + 1)])
def test_a_web_page_or_something_large_is_not_kept(body: bytes, tmp_path: Path) -> None:
    answer = kept(tmp_path, body)
    assert (answer.file, answer.whole) == ("", False)
    assert [file.name for file in tmp_path.iterdir()] == [recorder.INDEX]


def test_nothing_of_the_machine_is_kept(tmp_path: Path) -> None:
    with Loopback(http('{"value": []}')) as server, Transport(record=Recorder(tmp_path, [])) as transport:
        transport.json(f"{server.url.replace('//', '//wie:geheim@')}/a", source="x")
        address = server.url.removeprefix("http://")
    text = "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    assert "geheim" not in text
    assert address not in text


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="Kies een map waarin u mag schrijven"):
        Recorder(tmp_path / "file", [])
    with pytest.raises(UserError, match="staan geen bewaarde antwoorden"):
        recorder.read(tmp_path)
