"""Time of saving one form: `python -m tests.performance.saving [DATA]`, DATA a folder such as data/ with all figures.

Prints seconds on the clock and of the processor: the whole build, what a changed plan costs of it, and the click on
Bewaar up to the page with its confirmation, in a copy of the folder. Not a test: times depend on the machine.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from streamlit import config
from streamlit.testing.v1 import AppTest

from ivp import paths
from ivp.plan import journal
from ivp.store.build import build
from tests.pages.visits import visit

TURNS = 5
PRIORITY = "roosendaal-jeugd"


def timed(what: str, work: Callable[[], object]) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    print(f"| {what} | {time.perf_counter() - clock:.2f} | {time.process_time() - processor:.2f} |", flush=True)


def saved(test: AppTest) -> None:
    """Press the button; the page that comes back confirms it."""
    next(button for button in test.button if button.label == "Bewaar").click().run()
    if test.error or not test.success:
        raise SystemExit(f"niet bewaard: {[one.value for one in test.error]}")


def main() -> None:
    logging.disable(logging.WARNING)
    config.set_option("server.address", "localhost")
    with tempfile.TemporaryDirectory() as folder:
        data, cache = Path(folder) / "data", Path(folder) / "cache"
        shutil.copytree(sys.argv[1] if len(sys.argv) > 1 else paths.data_dir(), data)
        os.environ.update(IVP_DATA=str(data), IVP_CACHE=str(cache), IVP_EDIT="lokaal")
        print(f"load {os.getloadavg()[0]:.1f}\n\n| what | clock (s) | processor (s) |\n|---|---|---|")
        whole, plan = Path(folder) / "whole.duckdb", Path(folder) / "plan.duckdb"
        timed("whole build", lambda: build(data, whole))
        for _ in range(TURNS):
            timed("only the plan", lambda: build(data, plan, base=whole))
        visit("bewerken")
        for turn in range(TURNS):
            test = visit("bewerken", gebied="GM1674", prioriteit=PRIORITY)
            next(box for box in test.text_input if box.label == "Jaar").set_value(str(2000 + turn))
            test.text_area[0].set_value(f"Proef {turn}")
            timed("click on Bewaar", lambda test=test: saved(test))
        print(f"\n{len(journal.rows(data, 'commentary'))} rows kept; {whole.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
