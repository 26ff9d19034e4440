"""What a run of `mingzhang ingest` costs before any page counts: nothing to do, and one document more.

    python -m benchmarks.fixed_cost HOME DOCUMENT.pdf

HOME is copied, never changed. All figures are CPU seconds of all processes; the unit beside them is the CPU of importing Dagster in this same run,
so that figures of different machines can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path, help="a home with a published build")
    parser.add_argument("document", type=Path, help="a disclosure that the home does not hold")
    arguments = parser.parse_args()
    unit, _ = _cpu([sys.executable, "-c", "import dagster"])
    print(f"importing Dagster: {unit:.2f} CPU s")
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        shutil.copytree(arguments.home, home, symlinks=True)
        _ingest(home)  # the copied files are other files to the inbox; what they hold is known
        idle = min(_ingest(home)[0] for _ in range(3))
        _say("nothing to do", idle, unit)
        one, said = _ingest(home, arguments.document)
        if said["documents_read"] != 1:
            parser.error(f"{arguments.document} is in the home already, or no disclosure")
        readers = sum(stage["cpu_readers"] for stage in said["stages"])
        _say(f"one document of {said['pages_read']} pages more", one + readers, unit)
        for stage in said["stages"]:
            print(f"  {stage['name']:<12}{stage['cpu_main'] + stage['cpu_readers']:7.2f}")


def _ingest(home: Path, *paths: Path) -> tuple[float, dict[str, Any]]:
    command = [sys.executable, "-m", "pipeline.cli.main", "ingest", *map(str, paths), "--home", str(home), "--json"]
    seconds, output = _cpu(command)
    return seconds, json.loads(output)


def _cpu(command: list[str]) -> tuple[float, str]:
    """CPU of one process and what it prints; reading processes are not its children and are told by `stages`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def _say(what: str, seconds: float, unit: float) -> None:
    print(f"{what}: {seconds:.2f} CPU s, {seconds / unit:.2f} × importing Dagster")


if __name__ == "__main__":
    main()
