"""Processes killed at random moments: after each kill the home serves a complete build, and after one more run every document as if nothing had been.

    python -m benchmarks.kills --count 20 --seed 7

Kills by `SIGKILL`, chosen by the seed: the writer (`mingzhang ingest`) at a random moment of its run, one of its readers, the fork server of the
readers, a program that reads the published build. Compared is document by document, over every table, with a home in which nothing was killed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb

from benchmarks.comparing import differences
from benchmarks.hostile import SAMPLES
from benchmarks.processes import below
from pipeline.home import Home

VICTIMS = ("writer", "writer", "writer", "reader process", "fork server", "reader of the build")
_FIRST = ("S7e_letter.pdf",)
_LATER = ("S6_justice_2024_inconsistent.pdf", "S1_jiaoxi_2024.pdf")


def ingest(home: Home, *files: Path) -> subprocess.Popen[str]:
    """A run of the command line, started."""
    words = [sys.executable, "-m", "pipeline.cli.main", "ingest", *map(str, files), "--home", str(home.root)]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def finish(home: Home, *files: Path) -> None:
    """A whole run.

    Raises:
        SystemExit: it failed.
    """
    process = ingest(home, *files)
    _, said = process.communicate()
    if process.returncode:
        raise SystemExit(f"a run without a kill failed: {said[-800:]}")


def retry(home: Home) -> None:
    """Read again at once what a killed reading process left, instead of on the next day."""
    subprocess.run(
        [sys.executable, "-m", "pipeline.cli.main", "retry", "--home", str(home.root)], capture_output=True, check=False
    )


def victim_of(kind: str, writer: int) -> int | None:
    """The process to kill; None when there is none of that kind now."""
    if kind == "writer":
        return writer
    command = {pid: _command(pid) for pid in below(writer)}
    servers = [pid for pid, text in command.items() if "forkserver" in text and any(True for _ in below(pid))]
    if kind == "fork server":
        return servers[0] if servers else None
    readers = [pid for server in servers for pid in below(server)]
    return readers[-1] if readers else None


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def is_complete(home: Home, known: set[int]) -> bool:
    """Whether the published build can be opened and holds a number of documents that some run would publish."""
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        (documents,) = connection.execute("SELECT count(*) FROM dim_document").fetchone() or (0,)
        (amounts,) = connection.execute("SELECT count(*) FROM fact_amount").fetchone() or (0,)
    return documents in known and (documents == 1 or amounts > 0)


def kill_a_reader_of_the_build(home: Home, rng: random.Random, writer: subprocess.Popen[str]) -> bool:
    """A program that reads the build while the writer works, killed in the middle of a query."""
    program = (
        f"import duckdb; con = duckdb.connect({str(home.current.resolve())!r}, read_only=True); print('in', flush=True)\n"
        "while True: con.execute('select count(*) from fact_amount a, fact_amount b').fetchone()"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        time.sleep(rng.uniform(0, 3))
        reader.kill()
    writer.communicate()
    return writer.returncode == 0


def one_round(base: Home, whole: Home, rng: random.Random, seconds: float) -> tuple[str, list[str]]:
    """Kill once and look.

    Returns:
        what was killed; what is wrong.
    """
    kind = rng.choice(VICTIMS)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="mingzhang-kill-", dir=base.root.parent) as folder:
        home = Home(Path(folder) / "home")
        shutil.copytree(base.root, home.root, symlinks=True)
        writer = ingest(home, *(SAMPLES / name for name in _LATER))
        if kind == "reader of the build":
            if not kill_a_reader_of_the_build(home, rng, writer):
                wrong.append("the writer failed when a reader of the build was killed")
        else:
            kind = _kill(kind, writer, rng, seconds)
        if not is_complete(home, {1, 2, 3}):
            wrong.append("the published build is not complete after the kill")
        finish(home)
        retry(home)
        if unlike := differences(whole.current, home.current, times=False):
            wrong.append(f"differs after the next run: {json.dumps(unlike)[:300]}")
        left = [path.name for path in home.published.iterdir() if "unfinished" in path.name]
        subprocess.run(
            [sys.executable, "-m", "pipeline.cli.main", "prune", "--home", str(home.root)],
            capture_output=True,
            check=False,
        )
        if still := [path.name for path in home.published.iterdir() if "unfinished" in path.name]:
            wrong.append(f"left behind: {left} → {still}")
    return kind, wrong


def _kill(kind: str, writer: subprocess.Popen[str], rng: random.Random, seconds: float) -> str:
    end = time.monotonic() + rng.uniform(0.02, 1.0) * seconds
    waited_for = kind != "writer"
    while writer.poll() is None and (time.monotonic() < end or waited_for):
        found = victim_of(kind, writer.pid) if waited_for else None
        if found is not None:
            time.sleep(rng.uniform(0, 2))  # somewhere in a document
            _end(victim_of(kind, writer.pid) or found)
            break
        time.sleep(0.05)
    else:
        if writer.poll() is not None:
            writer.communicate()
            return f"none ({kind}: the run had ended)"
        _end(writer.pid)
    writer.communicate()
    return kind


def _end(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--seconds", type=float, default=240, help="begin no further kill after so many seconds")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    began = time.monotonic()
    killed: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="mingzhang-kills-") as folder:
        base, whole = Home(Path(folder) / "base"), Home(Path(folder) / "whole")
        finish(base, *(SAMPLES / name for name in _FIRST))
        shutil.copytree(base.root, whole.root, symlinks=True)
        start = time.monotonic()
        finish(whole, *(SAMPLES / name for name in _LATER))
        seconds = time.monotonic() - start
        for number in range(arguments.count):
            if time.monotonic() - began > arguments.seconds:
                break
            kind, wrong = one_round(base, whole, rng, seconds)
            killed[kind] += 1
            faults += [f"kill {number} ({kind}): {what}" for what in wrong]
            print(f"{number + 1}: {kind} {'; '.join(wrong) or 'fine'}", flush=True)
    print(f"{sum(killed.values())} kills {dict(killed)}, seed {arguments.seed}; {len(faults)} wrong")
    for fault in faults:
        print("WRONG", fault)
    sys.exit(1 if faults or not killed else 0)  # a trial that killed nothing shows nothing


if __name__ == "__main__":
    main()
