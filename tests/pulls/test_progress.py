"""How a refresh tells of a table that does not come: at whatever moment it fails, the next one goes on."""

from __future__ import annotations

import io
import json

import pytest

from ivp.pulls.progress import Bars, JsonLines


def test_a_table_that_fails_is_an_event_of_its_own() -> None:
    stream = io.StringIO()
    told = JsonLines(stream)
    told.fail("T1", "niet ververst: weg")
    told.begin("T2", 10)
    told.advance(4)
    told.fail("T2", "niet ververst: stuk")
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(one["event"], one["table"]) for one in events] == [("kept", "T1"), ("begin", "T2"), ("kept", "T2")]
    assert events[-1]["outcome"] == "niet ververst: stuk"


def test_bars_of_a_table_that_fails_halfway_go(capsys: pytest.CaptureFixture[str]) -> None:
    bars = Bars()
    try:
        bars.fail("T1", "niet ververst: weg")
        bars.begin("T2", 10)
        bars.advance(4)
        bars.fail("T2", "niet ververst: stuk")
        assert bars.bars.tasks == []
        bars.begin("T3", 5)
        bars.advance(5)
        bars.end("5 cijfers")
        assert bars.bars.tasks == []
    finally:
        bars.close()
    assert "niet ververst: stuk" in capsys.readouterr().out
