"""Many files dropped at once: how long a look of the sensor takes, and how much it leaves in the history.

python -m benchmarks.drop --files 50000 --collections 50
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import dagster as dg

from pipeline.home import HOME_VARIABLE, Home
from pipeline.intake.watch import SETTLE_SECONDS
from pipeline.orchestration.assembly import build_definitions
from pipeline.orchestration.instance import open_instance
from pipeline.orchestration.sensors import inbox_sensor


def look(definitions: dg.Definitions, instance: dg.DagsterInstance) -> tuple[float, int, int, str]:
    """One tick: seconds, bytes of what it says, runs it asks for, why it asks for none."""
    began = time.perf_counter()
    with dg.build_sensor_context(instance=instance, definitions=definitions) as context:
        result = inbox_sensor(context)
    assert isinstance(result, dg.SensorResult)
    reason = (
        result.skip_reason.skip_message or ""
        if isinstance(result.skip_reason, dg.SkipReason)
        else str(result.skip_reason or "")
    )
    requests = result.run_requests or []
    size = (
        len(reason)
        + len(result.cursor or "")
        + sum(len(f"{request.run_key}{request.partition_key}{request.tags}") for request in requests)
    )
    return time.perf_counter() - began, size, len(requests), reason


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=50_000)
    parser.add_argument("--collections", type=int, default=50)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mingzhang-drop-") as folder:
        home = Home(Path(folder)).ensure()
        os.environ[HOME_VARIABLE] = folder
        for number in range(arguments.files):
            path = home.inbox / f"c{number % arguments.collections:04}" / f"{number}.pdf"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(f"%PDF-1.4 {number}".encode())
        definitions = build_definitions()
        with open_instance(home) as instance:
            seconds, size, runs, reason = look(definitions, instance)
            print(f"while they arrive: {seconds:.1f} s, {size:,} bytes in the tick, {runs} runs. {reason[:100]}")
            time.sleep(SETTLE_SECONDS + 1)
            seconds, size, runs, reason = look(definitions, instance)
            print(f"when they have arrived: {seconds:.1f} s, {size:,} bytes in the tick, {runs} runs. {reason[:100]}")


if __name__ == "__main__":
    main()
