"""What a running process takes of the machine, from `/proc` (Linux); None where the system does not tell."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_MB = 2**20
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(process: int) -> float | None:
    """Processor time of a process since its start, in user and system mode."""
    try:
        fields = _stat(process)
        return (int(fields[11]) + int(fields[12])) / _TICKS
    except (OSError, IndexError, ValueError):
        return None


def parent_of(process: int) -> int | None:
    """Id of the process that started it."""
    try:
        return int(_stat(process)[1])
    except (OSError, IndexError, ValueError):
        return None


def _stat(process: int) -> list[str]:
    """The fields of proc(5) from the third on: those after the name, which may hold blanks and brackets."""
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


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


def peak_mb(process: int | None = None) -> float | None:
    """Largest memory of a process, this one when None, since its start or its last `forget_peak`, in megabytes."""
    try:
        status = Path(f"/proc/{process or 'self'}/status").read_text(encoding="utf-8", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024  # in kB
    except (OSError, IndexError, ValueError):
        return None


def has_loaded(process: int, *libraries: str) -> bool:
    """Whether a process has mapped a file whose path contains one of these names."""
    try:
        maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(library in maps for library in libraries)
