"""A year alone, in small: files every day, upkeep every night, a lost warehouse every week, a restore from the backup every month.

    python -m benchmarks.year --days 365 --files 2

Prints a line a week: documents, disk, history, seconds a day. Exit status 1 when a document is missing, `verify` finds something, or the history
grows without end.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.hostile import SAMPLES
from pipeline.extracting.document import PARSER_VERSION
from pipeline.home import Home
from pipeline.operating.backup import back_up, restore
from pipeline.operating.pruning import prune
from pipeline.operating.verification import verify
from pipeline.orchestration.history import RUNS_KEPT, prune_history
from pipeline.orchestration.ingesting import run_ingest
from pipeline.orchestration.instance import open_instance
from pipeline.orchestration.listener import ProgressListener

_MONTH, _WEEK = 30, 7
_COLLECTIONS = 12


def size(folder: Path) -> float:
    """Megabytes below a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def deliver(home: Home, day: int, files: int) -> None:
    """New files of a day: a letter and a budget, saved anew, so that their bytes differ."""
    folder = home.inbox / f"month{day // _MONTH % _COLLECTIONS:02}"
    folder.mkdir(exist_ok=True)
    sources = [(SAMPLES / name).read_bytes() for name in ("S7e_letter.pdf", "S6_justice_2024_inconsistent.pdf")]
    for number in range(files):
        (folder / f"{day:03}-{number}.pdf").write_bytes(sources[number % 2] + b"\n" * (day * files + number + 1))


def night(home: Home, day: int, backups: Path) -> Home:
    """Upkeep; once a week the warehouse is lost, once a month the whole home, which then comes back from the backup."""
    prune(home, PARSER_VERSION)
    with open_instance(home) as instance:
        prune_history(instance, home)
    if day % _WEEK == _WEEK - 1:
        back_up(home, backups)
        home.working_database.unlink()
    if day % _MONTH == _MONTH - 1:
        back_up(home, backups)
        shutil.rmtree(home.root)
        restore(backups, home)
    return home


def look(home: Home) -> tuple[int, int]:
    """Files and documents of the published build."""
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM document_file), (SELECT count(*) FROM dim_document)"
        ).fetchone()
    return row or (0, 0)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--files", type=int, default=2)
    arguments = parser.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="mingzhang-year-") as folder:
        home, backups = Home(Path(folder) / "home").ensure(), Path(folder) / "backups"
        for day in range(arguments.days):
            began = time.perf_counter()
            deliver(home, day, arguments.files)
            run_ingest(home, None, ProgressListener())
            seconds = time.perf_counter() - began
            files, documents = look(home)
            if files != (day + 1) * arguments.files:
                wrong.append(f"day {day}: {(day + 1) * arguments.files} files delivered, {files} in the build")
            home = night(home, day, backups)
            if day % _WEEK == 0 or day == arguments.days - 1:
                with open_instance(home) as instance:
                    runs = instance.get_runs_count()
                print(
                    f"day {day}: {documents} documents, {runs} runs kept, {seconds:.1f} s; MB: history {size(home.dagster):.0f}, "
                    f"builds {size(home.published):.0f}, extractions {size(home.extractions):.1f}, store {size(home.store):.1f}, "
                    f"backups {size(backups):.0f}",
                    flush=True,
                )
                if runs > 2 * RUNS_KEPT + _COLLECTIONS:
                    wrong.append(f"day {day}: {runs} runs are kept")
                wrong += [f"day {day}: {subject} {what}" for subject, what in verify(home).items()]
    for line in wrong:
        print("WRONG", line)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
