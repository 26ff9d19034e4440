"""A statement of somebody else reads published tables and nothing more, within its limits."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from benchmarks.attacks import attacks
from pipeline.answers.locked_child import Refused, check
from pipeline.answers.locked_sql import StatementRefusedError, run_locked


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("build") / "build.duckdb"
    with duckdb.connect(str(path)) as connection:
        for name in ("fact_amount", "fact_performance_indicator", "mart_economic_year", "mart_unit_year", "meta_build"):
            connection.execute(
                f"create table {name} as select 1.50::decimal(20, 2) as expenditure_yuan, '甲' as unit_name, 1 as page,"
                " range::varchar as document_id, 'budget' as stage from range(3)"
            )
        connection.execute("create schema zh")
        connection.execute("create view zh.金额 as select unit_name as 单位 from fact_amount")
    return path


def test_no_statement_that_reaches_beyond_the_build_passes_the_check(database, tmp_path):
    wanted = [attack.statement for attack in attacks(tmp_path, database) if attack.must_be_refused]
    assert len(wanted) >= 500
    with duckdb.connect(str(database), read_only=True) as connection:
        passed = []
        for statement in wanted:
            try:
                check(connection, statement)
                passed.append(statement)
            except (Refused, duckdb.Error):
                continue
    assert passed == []


def test_money_keeps_its_digits(database):
    assert run_locked(database, "select sum(expenditure_yuan) as total from mart_unit_year").rows == [["4.50"]]


def test_chinese_views_and_named_parts_can_be_read(database):
    assert run_locked(database, "with t as (select * from zh.金额) select distinct 单位 from t").rows == [["甲"]]


def test_more_rows_than_the_limit_are_cut_and_said_so(database):
    found = run_locked(database, "select * from range(1000)", rows=10)
    assert (len(found.rows), found.is_cut) == (10, True)


def test_a_statement_without_end_is_stopped(database):
    with pytest.raises(StatementRefusedError, match="seconds"):
        run_locked(
            database, "with recursive t(x) as (select 1 union all select x + 1 from t) select max(x) from t", seconds=1
        )


def test_a_statement_that_needs_all_memory_is_stopped(database):
    with pytest.raises(StatementRefusedError, match=r"[Mm]emory|seconds"):
        run_locked(database, "select list(range) from range(1000000000)", seconds=5)


def test_the_environment_of_the_server_stays_unknown(database, monkeypatch):
    monkeypatch.setenv("MINGZHANG_TEST_WORD", "planted")
    with pytest.raises(StatementRefusedError):
        run_locked(database, "select getenv('MINGZHANG_TEST_WORD')")


def test_an_answer_is_exact_where_a_float_is_not(database):
    (row,) = run_locked(database, "select 0.1 + 0.2").rows
    assert Decimal(str(row[0])) == Decimal("0.3")
