"""Processes below another one, from `/proc` (Linux)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def below(process: int) -> Iterator[int]:
    """Children, their children, and so on; a process that ends meanwhile is left out."""
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield int(child)
                yield from below(int(child))
    except OSError:
        return
