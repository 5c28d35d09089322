"""Visitors walk as they should, and a figure beyond its target stands out. The times themselves are no test."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import islice, repeat

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.server import ServerConnection, serve

from tests.performance.changes import CHANGES
from tests.performance.crowd import AT_ONCE, Clicks, Step, come_and_go, crowd, through_pages
from tests.performance.load import Figures, Reruns, page_table, shares, table
from tests.performance.servers import Server
from tests.performance.session import PROTOCOL, TELLING_BYTES
from tests.waiting import in_a_thread

CALM = Clicks(milliseconds=(90.0, 100.0, 110.0), errors=0, seconds=1, processor_seconds=0.06)
EMPTY = Figures("empty page", 25, CALM, CALM, with_everybody=80, early=100, late=104)


class StandIn:
    """Answers as Streamlit does, with a long message and then the end; the query "fout" shows an error."""

    def __init__(self) -> None:
        self.asked: list[Step] = []
        self.visitors = self.here = self.most = 0

    async def answer(self, socket: ServerConnection) -> None:
        self.visitors += 1
        self.here += 1
        self.most = max(self.most, self.here)
        async for received in socket:
            run = BackMsg.FromString(received).rerun_script
            self.asked.append((run.page_name, run.query_string))
            shown = ForwardMsg()
            if run.query_string == "fout":
                shown.delta.new_element.alert.format = Alert.ERROR
            else:
                shown.delta.new_element.markdown.body = "x" * TELLING_BYTES
            await socket.send(shown.SerializeToString())
            await socket.send(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString())
        self.here -= 1

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Server]:
        async with serve(self.answer, "127.0.0.1", 0, subprotocols=[PROTOCOL]) as server:
            yield Server(port=next(iter(server.sockets)).getsockname()[1], pid=os.getpid())


def test_everybody_sees_every_page_with_both_selections_and_starts_elsewhere() -> None:
    first, second = (list(islice(through_pages(person), 2 * len(CHANGES))) for person in (0, 1))

    assert first[0] == ("", CHANGES["overzicht"][0])
    assert second[0] == ("prioriteiten", CHANGES["prioriteiten"][0])
    assert set(first) == set(second)
    assert len(set(first)) == 2 * len(CHANGES)


def test_everybody_clicks_until_the_time_is_over_and_leaves_at_an_error() -> None:
    stand_in = StandIn()

    async def visit() -> tuple[Clicks, Clicks]:
        async with stand_in.running() as server:
            hasty = await crowd(server, [through_pages(person) for person in range(3)], 0.5, pause=0, seed=1)
            patient = await crowd(server, [repeat(("", "n=1")), iter([("", ""), ("", "fout")])], 0.5, 0.1, seed=1)
            return hasty, patient

    hasty, patient = in_a_thread(visit())

    assert hasty.errors == 0
    assert 0.5 <= hasty.seconds < 5
    assert patient.errors == 1
    assert 1 <= len(patient.milliseconds) < 20  # 5 on average
    # Everybody's first view is no click.
    assert len(stand_in.asked) == 3 + len(hasty.milliseconds) + 2 + len(patient.milliseconds) + patient.errors


def test_sessions_come_and_go_a_few_at_once() -> None:
    stand_in = StandIn()

    async def visit() -> None:
        async with stand_in.running() as server:
            await come_and_go(server, [islice(through_pages(person), 4) for person in range(12)])

    in_a_thread(visit())

    assert len(stand_in.asked) == 4 * 12
    assert stand_in.visitors == 12
    assert 1 < stand_in.most <= AT_ONCE


def test_reruns_are_shared_as_evenly_as_they_can_be() -> None:
    assert shares(200, 6) == [33, 33, 34, 33, 33, 34]
    assert sum(shares(1800, 54)) == 1800


def test_stretches_of_time_are_taken_together() -> None:
    both = Clicks.together([CALM, replace(CALM, milliseconds=(500.0,), errors=2, seconds=3)])

    assert both == Clicks((90, 100, 110, 500), errors=2, seconds=4, processor_seconds=0.12)
    assert both.p50 == 105
    assert both.per_second == 1
    assert both.processor_milliseconds == 30


def test_beyond_the_target_is_bold() -> None:
    slow = Clicks((100.0, 160.0), errors=1, seconds=1, processor_seconds=0.1)
    within = table(replace(EMPTY, name="the app"), EMPTY, EMPTY)
    beyond = table(replace(EMPTY, name="the app", calm=slow, back_to_back=slow, late=106), EMPTY, EMPTY)

    assert "**" not in within
    assert "| the app | 25 | 2 | 130 | 157 | **2** | 80 | 2.0 | 50 | 100 | 106 | **6.0** |" in beyond
    assert "| app / empty page | | | 1.30 | 1.44 | | | **0.67** | 2.50 | | | |" in beyond
    assert (
        page_table([Reruns("kaart", 151, 100, 50)]).splitlines()[-1]
        == "| kaart | 151 | 100 | **1.51** | 50 | **3.02** |"
    )
