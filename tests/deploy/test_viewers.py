"""Several processes behind a real nginx: a session stays where it is, whatever is changed, taken away or restarted."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ivp.web.open_data.declare import ROOT as OPEN_DATA
from tests.deploy.viewers import COOKIE, Viewers, Visitor, nginx, viewers

pytestmark = [pytest.mark.slow, pytest.mark.skipif(nginx() is None, reason="nginx is not installed")]

NAME = "veiligheidsbeeld.example"
SECRET = "a secret of the tests, the same for both processes"
EDITOR = "an@gemeente.example"
SETTINGS = f"""
[auth]
redirect_uri = "http://127.0.0.1/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "x"
client_secret = "x"
server_metadata_url = "https://aanmelden.example/"

[ivp.editors]
"{EDITOR}" = "coordinator"
"""
LABEL = "Fietsdiefstal;Fietsdiefstal;"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Viewers]:
    folder = tmp_path_factory.mktemp("viewers")
    secrets = folder / "secrets.toml"
    secrets.write_text(SETTINGS, encoding="utf-8")
    names = f"{NAME} 127.0.0.1"  # as compose.yaml has them
    with viewers(
        folder, IVP_EDIT="oidc", STREAMLIT_SECRETS_FILES=str(secrets), STREAMLIT_SERVER_ALLOWED_HOSTS=names
    ) as found:
        yield found


@pytest.fixture
def visitors(running: Viewers) -> Iterator[list[Visitor]]:
    """Six people, some at each process."""
    found = [Visitor(running.proxy).arrive() for _ in range(6)]
    yield found
    for visitor in found:
        visitor.leave()


def signed_in(running: Viewers) -> Visitor:
    """An editor whom the provider has let in: the cookie that Streamlit gives then, made with the same secret."""
    claims = {"origin": running.proxy.url, "is_logged_in": True, "email": EDITOR, "email_verified": True}
    visitor = Visitor(running.proxy)
    visitor.cookies[USER_COOKIE_NAME] = create_signed_value(SECRET, USER_COOKIE_NAME, json.dumps(claims)).decode()
    return visitor.arrive()


def words(messages: list[ForwardMsg]) -> str:
    return "\n".join(str(message) for message in messages)


def buttons(messages: list[ForwardMsg]) -> list[ForwardMsg]:
    return [m for m in messages if m.delta.new_element.WhichOneof("type") == "download_button"]


def elsewhere(visitor: Visitor) -> Visitor:
    """The same visitor, but sent to the other process."""
    return Visitor(visitor.proxy, {**visitor.cookies, COOKIE: str(3 - visitor.process)})


def test_visitors_are_spread_and_each_stays_where_they_are(running: Viewers, visitors: list[Visitor]) -> None:
    assert {visitor.process for visitor in visitors} == {1, 2}
    for visitor in visitors:
        visitor.show("kaart")
        answer = visitor.get("/")
        assert answer.status_code == HTTPStatus.OK
        assert "set-cookie" not in answer.headers, "the cookie is given once"


def test_only_the_public_name_and_this_machine_are_answered(running: Viewers) -> None:
    visitor = Visitor(running.proxy)
    assert visitor.get("/", Host=NAME).status_code == HTTPStatus.OK
    assert visitor.get("/", Host="evil.example").status_code == HTTPStatus.MISDIRECTED_REQUEST


def test_a_download_comes_from_the_process_that_has_the_session(visitors: list[Visitor]) -> None:
    visitor = visitors[0]
    urls = [m.delta.new_element.download_button.url for m in buttons(visitor.show("evaluatie"))]
    assert urls
    for url in urls:
        assert visitor.get(url).status_code == HTTPStatus.OK
        assert elsewhere(visitor).get(url).status_code == HTTPStatus.NOT_FOUND


def test_open_data_come_from_any_process_with_the_address_that_the_visitor_has(running: Viewers) -> None:
    for process in "12":
        visitor = Visitor(running.proxy, {COOKIE: process})
        answer = visitor.get(f"{OPEN_DATA}/gebieden.csv")
        assert "GM1674" in answer.text
        assert visitor.get(OPEN_DATA).json()["catalogus"].startswith(running.proxy.url)
        assert visitor.process == int(process)


def test_an_editor_takes_the_plan_along_and_sends_it_back(running: Viewers) -> None:
    visitor = signed_in(running)
    opened = [m.delta.add_block.tab_container.id for m in visitor.show("bewerken")]
    tabs = next(filter(None, opened))
    excel = WidgetState(id=tabs, string_value="Excel")
    shown = visitor.show("bewerken", "", excel)
    [button] = [m.delta.new_element.download_button for m in buttons(shown)]
    workbook = visitor.get(visitor.prepared(button.deferred_file_id))
    assert "veiligheidsplan.xlsx" in workbook.headers["content-disposition"]

    place = f"/_stcore/upload_file/{visitor.session}/1"
    assert visitor.put(place, "plan.xlsx", workbook.content).status_code == HTTPStatus.NO_CONTENT
    assert elsewhere(visitor).put(place, "plan.xlsx", b"x").status_code == HTTPStatus.NOT_FOUND
    uploader = next(m.delta.new_element.file_uploader.id for m in shown if m.delta.new_element.file_uploader.id)
    sent = WidgetState(id=uploader)
    sent.file_uploader_state_value.uploaded_file_info.add(file_id="1", name="plan.xlsx", size=len(workbook.content))
    assert "Lees in" not in words(shown)
    assert "Lees in" in words(visitor.show("bewerken", "", excel, sent))
    visitor.leave()


def test_too_large_a_file_is_refused_by_the_proxy(running: Viewers) -> None:
    visitor = signed_in(running)
    visitor.show("bewerken")
    answer = visitor.put(f"/_stcore/upload_file/{visitor.session}/1", "plan.xlsx", b"x" * 22_500_000)
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    visitor.leave()


def test_nobody_else_sends_a_file_nor_takes_a_process_away_by_trying(running: Viewers, visitors: list[Visitor]) -> None:
    visitor = visitors[0]
    assert "Meld u aan" in words(visitor.show("bewerken"))
    place = f"/_stcore/upload_file/{visitor.session}/1"
    assert visitor.put(place, "plan.xlsx", b"x").status_code == HTTPStatus.NOT_FOUND
    for _ in range(3):  # the server hangs up before it has read so much
        assert visitor.put(place, "plan.xlsx", b"x" * 15_000_000).is_error
    newcomers = [Visitor(running.proxy).arrive() for _ in range(4)]
    assert {newcomer.process for newcomer in newcomers} == {1, 2}
    for newcomer in newcomers:
        newcomer.leave()
    before = visitor.process
    assert visitor.get("/").status_code == HTTPStatus.OK
    assert visitor.process == before


def test_new_figures_come_to_all_without_a_dropped_session(running: Viewers, visitors: list[Visitor]) -> None:
    before = [visitor.show("kaart", "indicator=diefstal-fiets") for visitor in visitors]
    sessions = [visitor.session for visitor in visitors]
    assert all("Rijwieldiefstal" not in words(messages) for messages in before)

    _change(running.data / "indicators.csv", LABEL, "Rijwieldiefstal;Rijwieldiefstal;")
    end = time.monotonic() + 60
    while "Rijwieldiefstal" not in words(visitors[0].show("kaart", "indicator=diefstal-fiets")):
        assert time.monotonic() < end, "the new figures do not come"
    for visitor, session in zip(visitors, sessions, strict=True):
        assert "Rijwieldiefstal" in words(visitor.show("kaart", "indicator=diefstal-fiets"))
        assert visitor.session == session
    hashes = [Visitor(running.proxy, {COOKIE: n}).get("/gezondheid").json()["database"]["hash"] for n in "12"]
    assert hashes[0] == hashes[1]


def test_a_process_is_taken_away_without_a_dropped_session(running: Viewers, visitors: list[Visitor]) -> None:
    running.proxy.configure(away=1)
    running.proxy.reload()
    try:
        new = [Visitor(running.proxy).arrive() for _ in range(4)]
        assert {visitor.process for visitor in new} == {2}
        for visitor in visitors:
            session = visitor.session or (visitor.show("trends") and visitor.session)
            visitor.show("kaart")
            assert visitor.session == session
            urls = [m.delta.new_element.download_button.url for m in buttons(visitor.show("evaluatie"))]
            assert visitor.get(urls[0]).status_code == HTTPStatus.OK
        for visitor in new:
            visitor.leave()
    finally:
        running.proxy.configure()
        running.proxy.reload()


def test_when_a_process_dies_its_visitors_go_on_at_the_other(running: Viewers, visitors: list[Visitor]) -> None:
    one = next(visitor for visitor in visitors if visitor.process == 1)
    two = next(visitor for visitor in visitors if visitor.process == 2)
    two.show("kaart")
    session = two.session
    running.processes[0].kill()
    try:
        assert one.get("/").status_code == HTTPStatus.OK
        assert one.process == 2
        assert "Rucphen" in words(one.arrive().show("kaart", "gebied=GM0840"))
        two.show("trends")
        assert two.session == session
        assert {Visitor(running.proxy).arrive().process for _ in range(3)} == {2}
    finally:
        running.processes[0].start()
    assert one.process == 2, "who moved stays"
    assert one.get("/gezondheid").status_code == HTTPStatus.OK


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8-sig")
    assert text.count(old) == 1
    aside = file.with_suffix(".new")
    aside.write_text(text.replace(old, new), encoding="utf-8-sig")
    aside.replace(file)
