"""The progress line of a build."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called with the part that is done (0-1) and a short Dutch text."""


def silent(_fraction: float, _text: str) -> None:
    """Show nothing."""
