"""Streamlit's own scripts and styles in Dutch, and compressed once: it serves them three times as large."""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

from ivp.web.front.dutch_scripts import in_dutch

_SUFFIXES = {".js", ".css", ".json", ".wasm", ".svg"}
_SMALLEST = 1_000
_LEVEL = 6

Key = tuple[Path, int]


class CompressedFiles:
    """The compressible files under `root` and the `others`, by address: compressed on first use and kept up to `limit`
    bytes (oldest use goes).

    Only files that were there at the start are known, by their exact address: no address is ever turned into a path.
    """

    def __init__(self, root: Path, limit: int = 24_000_000, others: Mapping[str, Path] | None = None) -> None:
        self._files = {
            f"/{file.relative_to(root).as_posix()}": file
            for file in root.rglob("*")
            if file.suffix in _SUFFIXES and file.stat().st_size >= _SMALLEST
        } | dict(others or {})
        self._limit = limit
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._size = 0
        # One file at a time: the other core stays free for the pages.
        self._compressing = threading.Lock()
        self._changing = threading.Lock()

    def addresses(self) -> list[str]:
        """Every known address, such as `/static/js/index.js`."""
        return list(self._files)

    def find(self, address: str) -> Key | None:
        """The file and its modification time (ns) behind this address, or None when it is not one of ours."""
        file = self._files.get(address)
        if file is None:
            return None
        try:
            return file, file.stat().st_mtime_ns
        except OSError:
            return None

    def kept(self, key: Key) -> bytes | None:
        """The compressed file when it is there already; never blocks for long."""
        with self._changing:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def compress(self, key: Key) -> bytes:
        """The compressed file, made now when it is not there yet (up to 0.2 s: not for the event loop)."""
        with self._compressing:
            found = self.kept(key)
            if found is None:
                found = gzip.compress(in_dutch(key[0].name, key[0].read_bytes()), _LEVEL, mtime=0)
                self._keep(key, found)
            return found

    def _keep(self, key: Key, content: bytes) -> None:
        if len(content) > self._limit:
            return
        with self._changing:
            self._kept[key] = content
            self._size += len(content)
            while self._size > self._limit:
                self._size -= len(self._kept.popitem(last=False)[1])
