"""Runs whose process is gone without a word: after a kill of the code server, a crash, a restart of the machine.

Dagster's default launcher does not look after the processes of its runs, so such a run would stand as running until its longest time is over, a day
for a collection, and hold the writers' pool meanwhile. Every run notes its process when it starts; whoever looks next ends it, and Dagster starts it
once more.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

import dagster as dg
from dagster import DagsterRunStatus

PROCESS_TAG = "mingzhang/process"
"""Host, process and when the process began: numbers of processes are used again, also after a restart of the machine."""


def process_mark(process: int | None = None) -> str:
    """What identifies a process of this host, by default the own one."""
    number = os.getpid() if process is None else process
    return f"{socket.gethostname()}:{number}:{_began(number) or ''}"


def note_process(instance: dg.DagsterInstance, run_id: str) -> None:
    """Note at a run which process it is."""
    instance.add_run_tags(run_id, {PROCESS_TAG: process_mark()})


def end_abandoned_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs as failed whose process is gone; those of other hosts are left alone.

    Returns:
        ids of these runs.
    """
    under_way = instance.get_runs(
        filters=dg.RunsFilter(
            statuses=[DagsterRunStatus.STARTED, DagsterRunStatus.STARTING, DagsterRunStatus.CANCELING]
        )
    )
    ended = []
    for run in under_way:
        mark = run.tags.get(PROCESS_TAG)
        if mark and _is_gone(mark):
            instance.report_run_failed(run, "The process of this run ended without finishing it.")
            ended.append(run.run_id)
    return ended


def _is_gone(mark: str) -> bool:
    host, _, rest = mark.rpartition(":")[0].rpartition(":")
    number, began = (rest, mark.rpartition(":")[2]) if host else ("", "")
    if host != socket.gethostname() or not number.isdigit():
        return False
    if not _is_alive(int(number)):
        return True
    return bool(began) and _began(int(number)) != began


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _began(process: int) -> str | None:
    """Boot of the machine and clock ticks since then; None where the system does not tell (proc(5), field 22)."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return f"{boot[:8]}-{fields[19]}"
    except (OSError, IndexError):
        return None
