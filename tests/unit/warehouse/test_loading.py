from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.home import Home
from pipeline.records import DocumentIdentity
from pipeline.warehouse.batches import documents_since
from pipeline.warehouse.database import WarehouseError, working_connection
from pipeline.warehouse.extracts import write_extraction
from pipeline.warehouse.loading import load_batch
from tests.unit.warehouse.intake import intake
from tests.unit.warehouse.rows import DOCUMENT, amount, extraction

OTHER = "fedcba9876543210"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def connection(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with working_connection(home) as opened:
        yield opened


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def test_loading_the_same_document_twice_leaves_one_copy_of_each_row(
    home: Home, connection: duckdb.DuckDBPyConnection
) -> None:
    write_extraction(home, extraction([amount(1), amount(2)]), DOCUMENT, "1")
    first = load_batch(connection, home, [intake()], "1")
    again = load_batch(connection, home, [intake()], "1")
    forced = load_batch(connection, home, [intake()], "1", reload=True)
    assert (first.loaded, again.loaded, again.unchanged, forced.loaded) == ([DOCUMENT], [], [DOCUMENT], [DOCUMENT])
    assert rows(connection, "select count(*), count(distinct amount_id) from fact_amount") == [(2, 2)]
    assert rows(connection, "select count(*) from document") == [(1,)]
    assert rows(connection, "select count(*) from document_file") == [(1,)]


def test_a_new_reading_replaces_all_rows_of_the_old_one(home: Home, connection: duckdb.DuckDBPyConnection) -> None:
    write_extraction(home, extraction([amount(1), amount(2), amount(3)]), DOCUMENT, "1")
    load_batch(connection, home, [intake()], "1")
    write_extraction(home, extraction([amount(1, yuan="5.00")]), DOCUMENT, "2")
    load_batch(connection, home, [intake()], "2")
    assert rows(connection, "select amount_yuan from fact_amount") == [(Decimal("5.00"),)]
    assert rows(connection, "select parser_version from document") == [("2",)]


def test_a_file_that_cannot_be_read_has_a_document_row_with_its_reason_and_no_figures(
    home: Home, connection: duckdb.DuckDBPyConnection
) -> None:
    not_a_disclosure = extraction([amount(1)], rejected_reason="no disclosure", identity=DocumentIdentity())
    write_extraction(home, not_a_disclosure, DOCUMENT, "1")
    summary = load_batch(
        connection,
        home,
        [intake(), intake(OTHER, status="rejected", reason="password-protected", stored_path=None)],
        "1",
    )
    assert summary.rejected == {DOCUMENT: "no disclosure", OTHER: "password-protected"}
    assert rows(connection, "select document_kind, page_count, rejected_reason from document order by document_id") == [
        ("unknown", 1, "no disclosure"),
        ("unknown", 0, "password-protected"),
    ]
    assert rows(connection, "select count(*) from fact_amount") == [(0,)]


def test_a_copy_of_a_known_file_is_listed_and_loads_nothing(home: Home, connection: duckdb.DuckDBPyConnection) -> None:
    write_extraction(home, extraction([amount(1)]), DOCUMENT, "1")
    copy = intake(file_name="copy.pdf", status="duplicate", reason="same bytes as x.pdf")
    load_batch(connection, home, [intake(), copy], "1")
    assert rows(connection, "select count(*) from document") == [(1,)]
    assert rows(connection, "select file_name, status from document_file order by status") == [
        ("copy.pdf", "duplicate"),
        (f"{DOCUMENT}.pdf", "new"),
    ]


def test_a_reading_that_broke_off_is_a_rejected_document_and_not_a_lost_one(
    home: Home, connection: duckdb.DuckDBPyConnection
) -> None:
    load_batch(connection, home, [intake(), intake(OTHER)], "1", {DOCUMENT: "the worker ran out of memory"})
    assert rows(connection, "select rejected_reason from document order by document_id") == [
        ("the worker ran out of memory",),
        ("The reading gave no result; run ingest again.",),
    ]


def test_printed_identity_wins_over_the_manifest_and_both_are_kept(
    home: Home, connection: duckdb.DuckDBPyConnection
) -> None:
    printed = DocumentIdentity("unit_budget", 2024, None, "526001", "焦西街道办事处")
    write_extraction(home, extraction([amount(1)], identity=printed), DOCUMENT, "1")
    load_batch(connection, home, [intake(division_code="410802", fiscal_year=2023)], "1")
    query = "select fiscal_year, printed_fiscal_year, manifest_fiscal_year, division_code, printed_division_code from document"
    assert rows(connection, query) == [(2024, 2024, 2023, "410802", None)]


def test_a_failing_batch_leaves_the_warehouse_as_it_was(
    home: Home, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_extraction(home, extraction([amount(1)]), DOCUMENT, "1")
    load_batch(connection, home, [intake()], "1")
    write_extraction(home, extraction([amount(1, document_id=OTHER)]), OTHER, "1")
    monkeypatch.setattr("pipeline.warehouse.loading.record_load", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load_batch(connection, home, [intake(OTHER)], "1")
    assert rows(connection, "select document_id from document") == [(DOCUMENT,)]
    assert rows(connection, "select distinct document_id from fact_amount") == [(DOCUMENT,)]


def test_a_bad_row_is_quarantined_with_its_cell_while_its_table_loads(
    home: Home, connection: duckdb.DuckDBPyConnection
) -> None:
    write_extraction(home, extraction([amount(1), amount(2, stage="someday")]), DOCUMENT, "1")
    load_batch(connection, home, [intake()], "1")
    assert rows(connection, "select row_seq from fact_amount") == [(1,)]
    ((row, page, x0, printed, code, reason),) = rows(
        connection, "select row_seq, page, x0, printed, reason_code, reason from quarantine"
    )
    assert (row, page, x0, printed, code) == (2, 11, 100.0, "552.72", "schema")
    assert "someday" in str(reason)


def test_only_what_was_loaded_since_is_new_work(home: Home, connection: duckdb.DuckDBPyConnection) -> None:
    write_extraction(home, extraction([amount(1)]), DOCUMENT, "1")
    write_extraction(home, extraction([amount(1, document_id=OTHER)]), OTHER, "1")
    load_batch(connection, home, [intake()], "1")
    load_batch(connection, home, [intake(), intake(OTHER)], "1")
    assert documents_since(connection, 0) == [DOCUMENT, OTHER]
    assert documents_since(connection, 1) == [OTHER]


def test_a_table_of_an_older_declaration_keeps_its_rows(home: Home, connection: duckdb.DuckDBPyConnection) -> None:
    write_extraction(home, extraction([amount(1)]), DOCUMENT, "1")
    load_batch(connection, home, [intake()], "1")
    connection.execute("alter table fact_amount drop column confidence")
    connection.execute("alter table fact_amount drop column row_section")
    connection.execute("alter table fact_amount add column forgotten varchar")
    connection.close()
    with working_connection(home) as reopened:
        assert rows(reopened, "select amount_yuan, confidence, row_section from fact_amount") == [
            (Decimal("5527200.00"), 0.0, None)
        ]


def test_times_are_stored_in_utc(home: Home, connection: duckdb.DuckDBPyConnection) -> None:
    write_extraction(home, extraction([amount(1)]), DOCUMENT, "1")
    load_batch(connection, home, [intake()], "1")
    assert rows(connection, "select ingested_at from document") == [
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC).replace(tzinfo=None),)
    ]


def test_a_damaged_working_file_says_what_to_do(tmp_path: Path) -> None:
    home = Home(tmp_path / "damaged").ensure()
    home.working_database.write_bytes(b"not a database" * 1000)
    with pytest.raises(WarehouseError, match="Delete it"), working_connection(home):
        pass
