"""What rooms share: one Chromium, because a second one in the same worker cannot be started."""

from __future__ import annotations

from tests.browser.chromium import browser as browser  # a fixture
