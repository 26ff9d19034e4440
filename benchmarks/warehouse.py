"""How fast the 22 questions are answered when the warehouse is large: real documents replicated under new identities.

    python -m benchmarks.warehouse HOME --amounts 5000000 [--rules] [--threads 2]

Takes the working database of a home that has real documents in it, publishes it once as it is and once multiplied (in a temporary folder; nothing
in HOME changes), and times every statement of docs/analysts/questions.md and questions.en.md on both. Printed: milliseconds (median of three,
two threads), the ratio to the small warehouse, and what the large one costs to compute, publish and compare with its predecessor.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.warehouse_scale import _needed, multiply, report
from pipeline.home import Home
from pipeline.warehouse.build_diff import compare_builds
from pipeline.warehouse.chinese_views import load_chinese_views
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.publish import publish
from pipeline.warehouse.sql_models import SqlModel, load_models

DOCS = Path(__file__).parents[1] / "docs" / "analysts"
PAGES = {"en": "questions.en.md", "zh": "questions.md"}
GOAL_SECONDS = 1.0


def statements(page: str) -> dict[str, str]:
    """Question → SQL of a page."""
    found = {}
    for section in (DOCS / page).read_text(encoding="utf-8").split("\n## ")[1:]:
        found[section[:3]] = section.split("```sql\n")[1].split("```")[0]
    return found


def time_of(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[float, int]:
    """Median seconds of three runs, and the rows of the answer."""
    times = []
    rows = 0
    for _ in range(3):
        started = time.perf_counter()
        rows = len(connection.execute(sql).fetchall())
        times.append(time.perf_counter() - started)
    return statistics.median(times), rows


def build(source: Home, target: Home, models: dict[str, SqlModel], amounts: int | None) -> None:
    """Publish the documents of `source` in `target`, multiplied up to `amounts` when given."""
    target.ensure()
    shutil.copyfile(source.working_database, target.working_database)
    with working_connection(target) as connection:
        if amounts:
            (present,) = connection.execute("select count(*) from fact_amount").fetchone() or (1,)
            multiply(connection, max(amounts // present - 1, 0))
        report(f"{amounts or 'real'} amounts: models", connection, models)
    started = time.perf_counter()
    made = publish(target, models, load_chinese_views())
    size = made.path.stat().st_size / 1e6
    print(
        f"publish: {time.perf_counter() - started:.1f} s, {made.document_count} documents, {made.amount_count} amounts, {size:.0f} MB"
    )


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--amounts", type=int, default=5_000_000)
    parser.add_argument("--rules", action="store_true", help="compute the rules too (Q12 and Q20 then have findings)")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    models = load_models()
    if not options.rules:
        models = {name: model for name, model in models.items() if name in _needed(models)}
    with tempfile.TemporaryDirectory() as folder:
        small, large = Home(Path(folder) / "small"), Home(Path(folder) / "large")
        build(Home(options.home), small, models, None)
        build(Home(options.home), large, models, options.amounts)
        print(f"{'':8s}{'rows':>9s}{'ms':>9s}{'× real':>8s}")
        slow = 0
        with (
            duckdb.connect(str(small.current.resolve()), read_only=True) as few,
            duckdb.connect(str(large.current.resolve()), read_only=True) as many,
        ):
            few.execute(f"set threads = {options.threads}")
            many.execute(f"set threads = {options.threads}")
            for language, page in PAGES.items():
                for question, sql in statements(page).items():
                    before, _ = time_of(few, sql)
                    seconds, rows = time_of(many, sql)
                    slow += seconds >= GOAL_SECONDS
                    print(f"{question} {language}  {rows:9d}{seconds * 1000:9.0f}{seconds / before:8.1f}")
        print(f"statements at or above {GOAL_SECONDS:.0f} s: {slow}")
        started = time.perf_counter()
        found = compare_builds(small.current.resolve(), large.current.resolve())
        print(f"diff of the two: {time.perf_counter() - started:.1f} s, {found.counts}")


if __name__ == "__main__":
    main()
