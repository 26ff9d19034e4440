from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.home import Home
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.extracts import write_extraction
from pipeline.warehouse.loading import load_batch
from pipeline.warehouse.model_runner import ModelRunError, run_all
from pipeline.warehouse.sql_models import SqlModel, load_models
from tests.unit.warehouse.intake import intake
from tests.unit.warehouse.rows import DOCUMENT, amount, extraction
from tests.unit.warehouse.test_sql_models import write

OTHER = "fedcba9876543210"
THIRD = "0000000000000001"
FILLS_FINDING = "rules: [R01]\n"
RULE = """
select document_id, 'R01' as rule_id, if(total > 100, 'pass', 'fail') as outcome, total as left_value, null as right_value, null as difference,
null as tolerance, 'sum' as message, [] as left_amount_ids, [] as right_amount_ids from stg_total
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def connection(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with working_connection(home) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    write(folder, "staging", "stg_leaf", "select * from fact_amount where is_leaf", front="document_local: true\n")
    write(
        folder,
        "staging",
        "stg_total",
        "select document_id, sum(amount_yuan) as total from stg_leaf group by document_id",
        front="materialization: incremental\ncolumns:\n  total: {en: sum, zh: 合计, unit: yuan}\n",
    )
    write(folder, "checks", "rule_total", RULE, front=FILLS_FINDING)
    write(
        folder,
        "marts",
        "mart_all",
        "select count(*) as n, sum(total) as s from stg_total",
        front="materialization: table\n",
    )
    return folder


def load(connection: duckdb.DuckDBPyConnection, home: Home, document_id: str, *yuan: str, version: str = "1") -> None:
    amounts = [amount(row, yuan=value, document_id=document_id) for row, value in enumerate(yuan, start=1)]
    write_extraction(home, extraction(amounts), document_id, version)
    load_batch(connection, home, [intake(document_id)], version)


def scopes(connection: duckdb.DuckDBPyConnection, models: dict[str, SqlModel]) -> dict[str, str]:
    return {result.name: result.scope for result in run_all(connection, models)}


def totals(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return {row[0]: int(row[1]) for row in connection.execute("select document_id, total from stg_total").fetchall()}


def test_a_new_document_is_computed_alone_and_gives_what_a_full_run_gives(
    home: Home, connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    models = load_models(folder)
    load(connection, home, DOCUMENT, "60.00", "70.00")
    assert scopes(connection, models) == {
        "stg_leaf": "full",
        "stg_total": "full",
        "rule_total": "full",
        "mart_all": "full",
    }
    load(connection, home, OTHER, "1.00")
    connection.execute("update stg_total set total = 131")  # shows that the first document is not computed again
    assert scopes(connection, models) == {
        "stg_leaf": "unchanged",
        "stg_total": "batch",
        "rule_total": "batch",
        "mart_all": "full",
    }
    assert totals(connection) == {DOCUMENT: 131, OTHER: 1}
    assert connection.execute(
        "select document_id, outcome, rule_model from finding order by document_id"
    ).fetchall() == [
        (DOCUMENT, "pass", "rule_total"),
        (OTHER, "fail", "rule_total"),
    ]
    assert connection.execute("select n, s from mart_all").fetchone() == (2, 132)


def test_a_document_that_is_read_anew_replaces_its_computed_rows(
    home: Home, connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    models = load_models(folder)
    load(connection, home, DOCUMENT, "60.00")
    load(connection, home, OTHER, "500.00")
    run_all(connection, models)
    load(connection, home, DOCUMENT, "60.00", "70.00", version="2")
    run_all(connection, models)
    assert totals(connection) == {DOCUMENT: 130, OTHER: 500}
    assert connection.execute("select count(*), count(distinct document_id) from finding").fetchone() == (2, 2)


def test_nothing_new_computes_nothing(home: Home, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    models = load_models(folder)
    load(connection, home, DOCUMENT, "60.00")
    run_all(connection, models)
    assert set(scopes(connection, models).values()) == {"unchanged"}


def test_a_changed_model_and_all_that_read_it_are_computed_in_full(
    home: Home, connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    load(connection, home, DOCUMENT, "60.00", "70.00")
    run_all(connection, load_models(folder))
    write(folder, "staging", "stg_leaf", "select * from fact_amount where row_seq = 1", front="document_local: true\n")
    assert set(scopes(connection, load_models(folder)).values()) == {"full"}
    assert totals(connection) == {DOCUMENT: 60}


def test_documents_of_a_run_that_failed_half_way_are_computed_by_the_next_run(
    home: Home, connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    good = load_models(folder)
    load(connection, home, DOCUMENT, "60.00")
    run_all(connection, good)
    load(connection, home, OTHER, "1.00")
    write(folder, "checks", "rule_total", RULE.replace("'sum'", "error('broken')"), front=FILLS_FINDING)
    broken = load_models(folder)
    with pytest.raises(ModelRunError, match=r"rule_total\.sql"):
        run_all(connection, broken)
    load(connection, home, THIRD, "2.00")
    assert scopes(connection, good)["rule_total"] == "batch"
    assert totals(connection) == {DOCUMENT: 60, OTHER: 1, THIRD: 2}
    assert connection.execute("select document_id from finding order by all").fetchall() == [
        (THIRD,),
        (DOCUMENT,),
        (OTHER,),
    ]


def test_models_that_are_gone_leave_nothing_behind(
    home: Home, connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    load(connection, home, DOCUMENT, "60.00")
    run_all(connection, load_models(folder))
    (folder / "checks" / "rule_total.sql").unlink()
    (folder / "marts" / "mart_all.sql").unlink()
    run_all(connection, load_models(folder))
    assert connection.execute("select count(*) from finding").fetchone() == (0,)
    assert connection.execute("select count(*) from duckdb_tables() where table_name = 'mart_all'").fetchone() == (0,)


def test_a_model_that_fails_is_named_and_leaves_its_old_rows(
    home: Home, connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    load(connection, home, DOCUMENT, "60.00")
    run_all(connection, load_models(folder))
    write(
        folder,
        "staging",
        "stg_total",
        "select document_id, error('no') as total from stg_leaf",
        front="materialization: incremental\n",
    )
    with pytest.raises(ModelRunError, match=r"stg_total\.sql"):
        run_all(connection, load_models(folder))
    assert totals(connection) == {DOCUMENT: 60}


def test_a_result_tells_rows_columns_comments_and_lineage(
    home: Home, connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    load(connection, home, DOCUMENT, "60.00")
    results = {result.name: result for result in run_all(connection, load_models(folder))}
    total = results["stg_total"]
    assert total.row_count == 1
    assert total.columns[1] == ("total", "DECIMAL(38,2)", "合计 | sum | unit: yuan")
    assert total.lineage["total"] == [("stg_leaf", "amount_yuan")]
    assert results["rule_total"].row_count == 1
    comment = connection.execute(
        "select comment from duckdb_columns() where table_name = 'stg_total' and column_name = 'total'"
    ).fetchone()
    assert comment == ("合计 | sum | unit: yuan",)
