"""What a running process takes of the machine, from `/proc` (Linux); None where the system does not tell."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

_MB = 2**20
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(process: int) -> float | None:
    """Processor time of a process since its start, in user and system mode."""
    try:
        # after the name, which may hold blanks and brackets: fields 14 and 15 of proc(5)
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS
    except (OSError, IndexError, ValueError):
        return None


def resident_mb(process: int) -> float | None:
    """Memory that a process holds now, in megabytes."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _PAGE / _MB
    except (OSError, IndexError, ValueError):
        return None


def forget_peak() -> None:
    """Begin to measure the largest memory of this process anew."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_mb() -> float | None:
    """Largest memory of this process since `forget_peak`, in megabytes."""
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return int(found[1]) / 1024 if found else None


def has_loaded(process: int, *libraries: str) -> bool:
    """Whether a process has mapped a file whose path contains one of these names."""
    try:
        maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(library in maps for library in libraries)
