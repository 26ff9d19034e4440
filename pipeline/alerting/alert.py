"""One thing that somebody should know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alert:
    """Told once for its key."""

    key: str
    kind: str
    """`failed_run`, `failed_tick`, `rejected`, `error_case`, `stale_build` or `restore`."""
    text: str
    """For people, one or two lines."""
