"""Hostile, damaged and mutated PDFs through intake, reading and a whole run: what became of each, how long it took, how much memory.

    python -m benchmarks.fuzz --hostile                 every file of `benchmarks.hostile`
    python -m benchmarks.fuzz --count 1000 --seed 7     that many mutations of the samples: bytes, structure, streams, content
    … --ingest                                          then one `mingzhang ingest` over all of them

Exit status 1 when a file has no status, a reader failed inside the program, took more than 30 CPU seconds or more memory than allowed, or a run
failed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Self

import duckdb

from benchmarks.hostile import SAMPLES, everything
from benchmarks.processes import below
from pipeline.extracting.documents import DocumentOutcome, documents_to_read, extract_documents, local_pool
from pipeline.extracting.process_usage import resident_mb
from pipeline.extracting.worker_pool import Limits
from pipeline.home import Home
from pipeline.intake.scan import scan_collection

MOST_CPU_SECONDS = 30.0
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_OBJECT = re.compile(rb"\d+ 0 obj\b.*?\bendobj", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_STRANGE = (b"0", b"-1", b"1e38", b"99999999999999999999", b"2147483647", b"0.0000001", b"nan", b"65536")


def mutate_bytes(data: bytes, rng: random.Random) -> bytes:
    """Other bytes in a few places."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 5, 50, 500))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def mutate_outside_streams(data: bytes, rng: random.Random) -> bytes:
    """Other bytes in dictionaries and the index only, which is what a parser looks at first."""
    inside = [match.span(1) for match in _STREAM.finditer(data)]
    changed = bytearray(data)
    for _ in range(rng.choice((1, 5, 20))):
        at = rng.randrange(len(changed))
        if not any(start <= at < end for start, end in inside):
            changed[at] = rng.choice(b"0123456789<>[]()/ \nRobjendstream")
    return bytes(changed)


def mutate_structure(data: bytes, rng: random.Random) -> bytes:
    """Objects deleted, doubled or under another number."""
    found = list(_OBJECT.finditer(data))
    for match in rng.sample(found, min(len(found), rng.choice((1, 2, 5)))):
        part = match[0]
        other = rng.choice(found)[0]
        swapped = part.split(b" ", 1)[0] + b" " + other.split(b" ", 1)[1]
        data = data.replace(part, rng.choice((b"", part + b"\n" + part, swapped)), 1)
    return data


def mutate_numbers(data: bytes, rng: random.Random) -> bytes:
    """Numbers of dictionaries replaced: counts, sizes, references, boxes."""
    inside = [match.span(1) for match in _STREAM.finditer(data)]
    found = [m for m in _NUMBER.finditer(data) if not any(start <= m.start() < end for start, end in inside)]
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 3, 10)))), key=lambda m: -m.start()):
        data = data[: match.start()] + rng.choice(_STRANGE) + data[match.end() :]
    return data


def mutate_streams(data: bytes, rng: random.Random) -> bytes:
    """Bytes of packed streams changed, or one stream in the place of another."""
    found = list(_STREAM.finditer(data))
    if len(found) < 2:
        return mutate_bytes(data, rng)
    one, other = rng.sample(found, 2)
    if rng.random() < 0.4:
        return data.replace(one[1], other[1], 1)
    changed = bytearray(one[1] or b"\0")
    for _ in range(rng.choice((1, 10))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return data.replace(one[1], bytes(changed), 1)


def mutate_content(data: bytes, rng: random.Random) -> bytes:
    """What a stream says, unpacked, changed and packed again: the reader gets valid packing and strange content."""
    found = list(_STREAM.finditer(data))
    rng.shuffle(found)
    for match in found:
        try:
            said = bytearray(zlib.decompress(match[1]))
        except zlib.error:
            continue
        if not said:
            continue
        for _ in range(rng.choice((1, 10, 100))):
            at = rng.randrange(len(said))
            if rng.random() < 0.5:
                said[at] = rng.randrange(256)
            else:
                said[at : at + rng.choice((0, 1, 5))] = rng.choice(
                    (*_STRANGE, b" Tj", b" cm", b" q", b" Do", b"<", b"(", b"[")
                )
        return data.replace(match[1], zlib.compress(bytes(said)), 1)
    return mutate_bytes(data, rng)


def mutate_size(data: bytes, rng: random.Random) -> bytes:
    """Cut off, or with a piece of another file pasted in."""
    if rng.random() < 0.5:
        return data[: rng.randrange(len(data))]
    at, start = rng.randrange(len(data)), rng.randrange(len(data))
    return data[:at] + data[start : start + rng.choice((20, 2_000, 50_000))] + data[at:]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    mutate_bytes, mutate_outside_streams, mutate_structure, mutate_numbers, mutate_streams, mutate_content, mutate_content, mutate_size,
)  # fmt: skip


def variants(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Mutations of the samples, each by its own seed, so that any one can be made again."""
    sources = [data for path in sorted(SAMPLES.glob("*.pdf")) if 1_000 < len(data := path.read_bytes()) < 2**20]
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        mutate = rng.choice(MUTATIONS)
        yield f"{number:06}_{mutate.__name__}.pdf", mutate(rng.choice(sources), rng)


@dataclass
class Report:
    """What became of the files."""

    files: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    largest: list[tuple[float, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, outcome: DocumentOutcome) -> None:
        """Count a document that reached a reading process."""
        self.statuses["rejected while read" if outcome.rejected_reason else "read"] += 1
        if outcome.rejected_reason:
            self.reasons[_without_figures(outcome.rejected_reason)] += 1
            if "inside the program" in outcome.rejected_reason:
                self.wrong.append(f"{outcome.file_name}: {outcome.rejected_reason}")
        self.slowest = sorted([*self.slowest, (outcome.cpu_seconds, outcome.file_name)], reverse=True)[:5]
        self.largest = sorted([*self.largest, (outcome.peak_mb, outcome.file_name)], reverse=True)[:5]
        if outcome.cpu_seconds > MOST_CPU_SECONDS:
            self.wrong.append(f"{outcome.file_name}: {outcome.cpu_seconds:.1f} CPU seconds")

    def show(self, peak: float, intake_cpu: float, seconds: float) -> None:
        """Print it."""
        print(f"{self.files} files in {seconds:.0f} s; {dict(self.statuses)}")
        print(f"largest reading process {peak:,.0f} MB; intake {intake_cpu:.1f} CPU seconds for all")
        print("most CPU seconds:", "; ".join(f"{value:.1f} {name}" for value, name in self.slowest))
        print("most memory, MB:", "; ".join(f"{value:,.0f} {name}" for value, name in self.largest))
        for reason, count in self.reasons.most_common(25):
            print(f"{count:6}  {reason}")
        for line in self.wrong:
            print("WRONG", line)


def try_files(home: Home, files: Iterable[tuple[str, bytes]], batch: int, limits: Limits) -> Report:
    """Take files into a home and read them, a batch at a time."""
    report = Report()
    intake_cpu, began = 0.0, time.perf_counter()
    with _Watch() as watch, local_pool(None, limits) as pool:
        source = iter(files)
        number = 0
        while chunk := list(islice(source, batch)):
            collection = f"batch{number:04}"
            number += 1
            folder = home.inbox / collection
            folder.mkdir(parents=True)
            for name, data in chunk:
                (folder / name).write_bytes(data)
            before = time.process_time()
            scan = scan_collection(home, collection)
            intake_cpu += time.process_time() - before
            report.files += len(chunk)
            if len(scan.records) != len(chunk):
                report.wrong.append(f"{collection}: {len(chunk)} files, {len(scan.records)} records")
            for record in scan.records:
                if record.status != "new":
                    report.statuses[f"{record.status} at intake"] += 1
                    if record.status == "rejected":
                        report.reasons[_without_figures(record.reason or "")] += 1
            waiting = documents_to_read(home, scan.records)
            outcomes = extract_documents(
                home, waiting, pool, on_outcome=lambda outcome, _done, _all: report.add(outcome)
            )
            if len(outcomes) != len(waiting):
                report.wrong.append(f"{collection}: {len(waiting)} documents, {len(outcomes)} outcomes")
            print(f"{report.files} files, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    most = max(limits.memory_mb, limits.heavy_memory_mb)
    if watch.peak > most + 200:  # looked at ten times a second
        report.wrong.append(f"a reading process had {watch.peak:,.0f} MB")
    report.show(watch.peak, intake_cpu, time.perf_counter() - began)
    return report


def ingest_all(home: Home, report: Report) -> None:
    """One real run over everything: it must end well, and every file must have a row with a status."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli.main", "ingest", "--home", str(home.root)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        report.wrong.append(f"the run failed: {done.stderr[-500:]}")
        return
    with duckdb.connect(str(home.current), read_only=True) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM document_file").fetchone() or (0,)
        counts = connection.execute("SELECT status, count(*) FROM dim_document GROUP BY 1 ORDER BY 1").fetchall()
    print(f"one run over all: {rows} files with a row; documents {dict(counts)}")
    if rows != report.files:
        report.wrong.append(f"{report.files} files, {rows} rows in document_file")


class _Watch:
    """The largest resident memory of any process below this one, looked at every 50 ms."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(0.05):
            self.peak = max([self.peak, *(resident_mb(process) or 0.0 for process in below(os.getpid()))])


def _without_figures(reason: str) -> str:
    """A reason as a kind of reason."""
    return re.sub(r"[0-9a-f]{16}|\d[\d,.]*", "N", reason)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--batch", type=int, default=200)
    parser.add_argument("--home", type=Path, help="a new folder; default a temporary one")
    parser.add_argument("--ingest", action="store_true")
    parser.add_argument("--only", default="", help="part of the names")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Home((arguments.home or Path(folder)).absolute()).ensure()
        files = everything(arguments.seed) if arguments.hostile else variants(arguments.seed, arguments.count)
        chosen = (one for one in files if arguments.only in one[0])
        report = try_files(home, chosen, arguments.batch, Limits(600))
        if arguments.ingest:
            ingest_all(home, report)
            for line in report.wrong:
                print("WRONG", line)
    sys.exit(1 if report.wrong else 0)


if __name__ == "__main__":
    main()
