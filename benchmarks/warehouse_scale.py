"""How the warehouse behaves when it is large: real documents replicated under new identities.

    python -m benchmarks.warehouse_scale HOME --amounts 5000000 [--rules]

Takes the working database of a home that has real documents in it, multiplies them in a temporary copy, computes the models, loads one more
document, and times every mart. Nothing in HOME changes.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import duckdb

from pipeline.home import Home
from pipeline.warehouse.batches import record_load
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.model_runner import run_all
from pipeline.warehouse.publish import publish
from pipeline.warehouse.sql_models import SqlModel, load_models
from schemas.registry import DOCUMENT_TABLES

QUERIES = {
    "mart_unit_year": "select unit_name, project_share from mart_unit_year order by project_share desc nulls last limit 10",
    "mart_three_public": "select division_code, three_public_item, sum(amount_yuan) from mart_three_public where is_own_year group by all",
    "mart_function_year": "select function_name, sum(amount_yuan) from mart_function_year where level = '类' and basis = 'all_funds' group by 1",
    "mart_economic_year": "select department_class_name, sum(amount_yuan) from mart_economic_year group by 1",
    "mart_project": "select project_name, amount_yuan from mart_project where is_new order by amount_yuan desc limit 10",
    "mart_indicator_quality": "select avg(numeric_share) from mart_indicator_quality",
    "mart_year_on_year": "select measure, count(*) filter (where not base_agrees) from mart_year_on_year group by 1",
    "mart_department_rollup": "select unit_name, listed_difference_yuan from mart_department_rollup where listed_difference_yuan <> 0 limit 10",
    "mart_disclosure_register": "select status, count(*) from mart_disclosure_register group by 1",
    "mart_transparency": "select division_code, avg(score_share) from mart_transparency where criterion = 'total' group by 1",
    "mart_finding": "select rule_id, count(*) from mart_finding where outcome = 'fail' group by 1 order by 2 desc limit 10",
    "fact_expenditure": "select left(function_code, 3), sum(amount_yuan) from fact_expenditure group by 1",
    "fact_amount": "select table_kind, count(*), sum(amount_yuan) from fact_amount where is_leaf and is_leaf_column group by 1",
}


def multiply(connection: duckdb.DuckDBPyConnection, copies: int) -> None:
    """Add `copies` copies of every document under new identities."""
    for table in DOCUMENT_TABLES:
        changes = ["left(md5(document_id || copy), 16) as document_id"]
        if table == "fact_amount":
            changes += ["md5(amount_id || copy) as amount_id", "unit_name || copy as unit_name"]
        if table == "document":
            changes += [
                "sha256 || copy as sha256",
                "unit_identity || copy as unit_identity",
                "content_digest || copy as content_digest",
                "unit_name || copy as unit_name",
            ]
        connection.execute(
            f"insert into {table} by name select * exclude (copy) replace ({', '.join(changes)}) "
            f"from {table}, range(1, {copies + 1}) as copies (copy) order by copy"
        )
    ids = [row[0] for row in connection.execute("select document_id from document").fetchall()]
    record_load(connection, ids)


def one_more(connection: duckdb.DuckDBPyConnection) -> None:
    """Load one document anew, as a run over the inbox would."""
    (document_id,) = connection.execute("select document_id from fact_amount limit 1").fetchone() or ("",)
    record_load(connection, [document_id])


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--amounts", type=int, default=5_000_000)
    parser.add_argument("--rules", action="store_true", help="compute the rules too")
    options = parser.parse_args()
    models: dict[str, SqlModel] = load_models()
    if not options.rules:
        models = {name: model for name, model in models.items() if name in _needed(models)}
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder)).ensure()
        shutil.copyfile(Home(options.home).working_database, home.working_database)
        with working_connection(home) as connection:
            (amounts,) = connection.execute("select count(*) from fact_amount").fetchone() or (0,)
            started = time.perf_counter()
            multiply(connection, max(options.amounts // amounts - 1, 0))
            (amounts,) = connection.execute("select count(*) from fact_amount").fetchone() or (0,)
            (documents,) = connection.execute("select count(*) from document").fetchone() or (0,)
            print(f"{documents} documents, {amounts} amounts, multiplied in {time.perf_counter() - started:.1f} s")
            report("all models in full", connection, models)
            one_more(connection)
            report("one more document", connection, models)
        started = time.perf_counter()
        build = publish(home, models)
        size = build.path.stat().st_size / 1e6
        print(f"publish: {time.perf_counter() - started:.1f} s, {size:.0f} MB")
        with duckdb.connect(home.current, read_only=True) as reader:
            for name, query in QUERIES.items():
                times = []
                for _ in range(3):
                    started = time.perf_counter()
                    reader.execute(query).fetchall()
                    times.append(time.perf_counter() - started)
                print(f"{name:28s} {statistics.median(times) * 1000:8.0f} ms")


def _needed(models: dict[str, SqlModel]) -> set[str]:
    """Facts, dimensions and marts with what they read; rules and their helpers left out."""
    wanted: set[str] = set()
    todo = [name for name, model in models.items() if model.layer in {"facts", "dimensions", "marts"}]
    while todo:
        name = todo.pop()
        if name not in wanted:
            wanted.add(name)
            todo.extend(other for other in models[name].reads if other in models)
    return wanted


def report(what: str, connection: duckdb.DuckDBPyConnection, models: dict[str, SqlModel]) -> None:
    """Compute the models and print the slowest."""
    started = time.perf_counter()
    results = run_all(connection, models)
    print(f"{what}: {time.perf_counter() - started:.1f} s")
    for result in sorted(results, key=lambda result: -result.seconds)[:6]:
        print(f"  {result.name:28s} {result.scope:9s} {result.row_count:9d} rows {result.seconds:7.2f} s")


if __name__ == "__main__":
    main()
