"""How the tests that hold for every input run: the same cases each time, and few enough to wait for."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

from ivp.paths import ROOT

set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
"""What it keeps about the code that it tests lies with what else can be thrown away."""


def bounded(cases: int) -> settings:
    """Derived from the test itself, so that two runs do the same; no deadline, for a machine that is busy."""
    return settings(
        max_examples=cases, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )


ALWAYS = bounded(100)
SELDOM = bounded(25)
"""For what takes a tenth of a second each."""


def arrays(numbers: st.SearchStrategy[Any], least: int = 1, most: int = 20) -> st.SearchStrategy[np.ndarray]:
    """One-dimensional arrays of floats made of these numbers."""
    return st.lists(numbers, min_size=least, max_size=most).map(lambda some: np.array(some, dtype=np.float64))
