"""Do two versions of the SQL models say the same? Every table of a home's published build against what this tree's models make of the same rows.

    python -m benchmarks.compare_models HOME [--tables finding,mart_unit_year] [--helpers] [--rows 3] [--against FILE] [--keep FILE]

Takes a copy of the working database of HOME (nothing in HOME changes, nothing is read from a PDF again), computes the models of this tree in it
and compares each table and view, row by row and both ways, with the build that HOME has published (with `--helpers` also the steps of the
calculation, `stg_…` to `check_…`). Printed: the tables that differ, by how many
rows, the columns that came or went, and some of the rows; exit status 1 when anything differs.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.home import Home
from pipeline.warehouse.batches import close_batch
from pipeline.warehouse.database import SETTINGS, working_connection
from pipeline.warehouse.model_runner import run_all
from pipeline.warehouse.sql_models import HELPER_PREFIXES, load_models
from schemas.declaration import quote_identifier, quote_literal

NOT_COMPARED = {"meta_build", "meta_build_diff"}
"""What says when a build was made."""
WHOSE_ROW = {"finding": ("rule_model",)}
"""Columns that name the code, not what it says."""


@dataclass(frozen=True)
class Difference:
    """A table that is not the same in both versions."""

    table: str
    rows_before: int
    rows_after: int
    only_before: int
    only_after: int
    columns_gone: tuple[str, ...]
    columns_new: tuple[str, ...]
    examples: tuple[str, ...]


def compute(home: Home, target: Path) -> None:
    """Copy the working database of `home` below `target` and compute this tree's models in it."""
    copied = Home(target)
    copied.build.mkdir(parents=True)
    shutil.copy(home.working_database, copied.working_database)
    with working_connection(copied) as connection:
        connection.execute("UPDATE state.model SET code_version = ''")  # compute everything anew
        run_all(connection, load_models())
        close_batch(connection)


def compare(
    before: Path, after: Path, wanted: set[str], rows: int, *, helpers: bool = False
) -> tuple[list[str], list[Difference]]:
    """Compare the tables that both databases have; the names of what only one has come first."""
    with duckdb.connect(config=SETTINGS) as connection:
        for name, path in (("before", before), ("after", after)):
            connection.execute(f"ATTACH {quote_literal(str(path))} AS {name} (READ_ONLY)")
        columns: dict[str, dict[str, list[str]]] = {"before": {}, "after": {}}
        for database, table, column in connection.execute(
            "SELECT database_name, table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main' "
            "AND database_name IN ('before', 'after') ORDER BY ALL"
        ).fetchall():
            columns[database].setdefault(table, []).append(column)
        names = {
            name
            for name in set(columns["before"]) | set(columns["after"])
            if name not in NOT_COMPARED and (helpers or name in wanted or not name.startswith(HELPER_PREFIXES))
        }
        one_sided = [
            f"only {side}: {name}"
            for name in sorted(names)
            for side, other in (("before", "after"), ("after", "before"))
            if name not in columns[other]
        ]
        both = [name for name in sorted(names) if name in columns["before"] and name in columns["after"]]
        found = []
        for table in both:
            if not wanted or table in wanted:
                difference = _compared(connection, table, columns["before"][table], columns["after"][table], rows)
                if difference:
                    found.append(difference)
        return one_sided, found


def _compared(
    connection: duckdb.DuckDBPyConnection, table: str, before: list[str], after: list[str], rows: int
) -> Difference | None:
    same = [name for name in before if name in after and name not in WHOSE_ROW.get(table, ())]
    lists = {
        row[0]
        for row in connection.execute(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND data_type LIKE '%[]'", [table]
        ).fetchall()
    }
    # which cell of a sum is named first means nothing
    chosen = ", ".join(f"list_sort({quote_identifier(n)}) AS {n}" if n in lists else quote_identifier(n) for n in same)
    for side in ("before", "after"):
        connection.execute(f"USE {side}")  # a view finds its tables and macros in its own database
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {side}_rows AS SELECT {chosen} FROM {side}.main.{table}")
    for side, other in (("before", "after"), ("after", "before")):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE only_{side} AS FROM temp.{side}_rows EXCEPT ALL FROM temp.{other}_rows"
        )
    counts = [
        int((connection.execute(f"SELECT count(*) FROM temp.{name}").fetchone() or (0,))[0])
        for name in ("before_rows", "after_rows", "only_before", "only_after")
    ]
    gone = tuple(name for name in before if name not in after)
    new = tuple(name for name in after if name not in before)
    if not (counts[2] or counts[3] or gone or new):
        return None
    examples = [
        f"{side}: {dict(zip(same, row, strict=True))}"
        for side in ("before", "after")
        for row in connection.execute(f"FROM temp.only_{side} ORDER BY ALL LIMIT {rows}").fetchall()
    ]
    return Difference(table, counts[0], counts[1], counts[2], counts[3], gone, new, tuple(examples))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--tables", default="", help="only these, comma-separated")
    parser.add_argument("--helpers", action="store_true", help="also stg_, figure_, check_ and rule_ models")
    parser.add_argument("--rows", type=int, default=3, help="examples per table and side")
    parser.add_argument("--against", type=Path, help="a database to compare with instead of the published build")
    parser.add_argument("--keep", type=Path, help="keep the computed database under this name")
    arguments = parser.parse_args()
    home = Home(arguments.home)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        target = Path(folder) / "home"
        compute(home, target)
        seconds = time.perf_counter() - started
        after = Home(target).working_database
        if arguments.keep:
            shutil.copy(after, arguments.keep)
        wanted = {name for name in arguments.tables.split(",") if name}
        one_sided, differences = compare(
            arguments.against or home.current.resolve(), after, wanted, arguments.rows, helpers=arguments.helpers
        )
    print(f"models computed in {seconds:.1f} s")
    for line in one_sided:
        print(line)
    for found in differences:
        kind = "helper" if found.table.startswith(HELPER_PREFIXES) else "result"
        print(
            f"{kind} {found.table}: {found.rows_before} → {found.rows_after} rows, {found.only_before} only before, {found.only_after} only after"
            + (f", gone: {', '.join(found.columns_gone)}" if found.columns_gone else "")
            + (f", new: {', '.join(found.columns_new)}" if found.columns_new else "")
        )
        for example in found.examples:
            print(f"    {example}")
    results = [found for found in differences if not found.table.startswith(HELPER_PREFIXES)]
    print(f"{len(differences)} tables differ, {len(results)} of them results")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
