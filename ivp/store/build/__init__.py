"""Everything that makes the database: SQL files that gather and join, and the mathematics between them."""

from ivp.store.build.run import build

__all__ = ["build"]
