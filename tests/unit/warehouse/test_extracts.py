from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import polars as pl

from pipeline.home import Home
from pipeline.warehouse.extracts import content_digest, has_extraction, read_header, read_table, write_extraction
from pipeline.warehouse.validation import validate
from schemas.declaration import polars_schema
from schemas.facts import FactAmount
from tests.unit.warehouse.rows import DOCUMENT, amount, extraction


def test_what_was_written_is_read_back_unchanged(tmp_path: Path) -> None:
    home = Home(tmp_path)
    written = extraction([amount(1), amount(2, yuan="27200.00")])
    assert not has_extraction(home, DOCUMENT, "1")
    write_extraction(home, written, DOCUMENT, "1")
    assert has_extraction(home, DOCUMENT, "1")
    assert not has_extraction(home, DOCUMENT, "2")
    header = read_header(home, DOCUMENT, "1")
    assert header.identity == written.identity
    rows = read_table(home, [DOCUMENT], "1", "fact_amount").to_dicts()
    assert rows == [asdict(record) for record in written.amounts]
    assert read_table(home, [DOCUMENT], "1", "fact_narrative_claim").is_empty()


def test_a_number_too_large_for_its_column_is_quarantined_and_the_rest_of_the_table_is_kept(tmp_path: Path) -> None:
    home = Home(tmp_path)
    huge = amount(2, yuan="1" + "0" * 25, printed="1" + "0" * 21)
    write_extraction(home, extraction([amount(1), huge, amount(3)]), DOCUMENT, "1")
    assert read_table(home, [DOCUMENT], "1", "fact_amount")["row_seq"].to_list() == [1, 3]
    (row,) = read_table(home, [DOCUMENT], "1", "quarantine").to_dicts()
    assert (row["target_table"], row["row_seq"], row["printed"], row["reason_code"]) == (
        "fact_amount",
        2,
        "1" + "0" * 21,
        "schema",
    )


def test_writing_again_replaces_the_extraction(tmp_path: Path) -> None:
    home = Home(tmp_path)
    write_extraction(home, extraction([amount(1), amount(2)]), DOCUMENT, "1")
    folder = write_extraction(home, extraction([amount(1)]), DOCUMENT, "1")
    assert read_table(home, [DOCUMENT], "1", "fact_amount").height == 1
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_row_that_breaks_its_declaration_is_quarantined_once_with_all_its_reasons() -> None:
    frame = pl.DataFrame(
        [asdict(amount(1)), asdict(amount(2, fund="gold", page=0)), asdict(amount(3))],
        schema_overrides={"amount_yuan": pl.Decimal(20, 2)},
        infer_schema_length=None,
    )
    typed = frame.cast({name: dtype for name, dtype in _types().items() if name in frame.columns})
    kept, refused = validate(typed, FactAmount)
    assert kept["row_seq"].to_list() == [1, 3]
    (row,) = refused
    assert (row.row_seq, row.document_id, row.x0) == (2, DOCUMENT, 100.0)
    assert "fund = gold" in row.reason
    assert "page = 0" in row.reason


def test_two_amounts_with_one_key_are_both_quarantined() -> None:
    rows = [asdict(amount(1)), asdict(amount(2, amount_id=amount(1).amount_id)), asdict(amount(3))]
    kept, refused = validate(pl.DataFrame(rows, schema=_types()), FactAmount)
    assert kept["row_seq"].to_list() == [3]
    assert [row.row_seq for row in refused] == [1, 2]


def test_the_digest_ignores_where_figures_stand_and_sees_every_figure() -> None:
    original = extraction([amount(1), amount(2, yuan="27200.00")])
    moved = extraction([amount(1, page=12, x0=90.0), amount(2, yuan="27200.00")])
    amended = extraction([amount(1), amount(2, yuan="27300.00")])
    empty = extraction([amount(1, yuan="0.00")])
    assert content_digest(original) == content_digest(moved)
    assert content_digest(original) != content_digest(amended)
    assert content_digest(empty) is None


def test_amounts_stay_decimal(tmp_path: Path) -> None:
    home = Home(tmp_path)
    write_extraction(home, extraction([amount(1, yuan="1234567.89")]), DOCUMENT, "1")
    assert read_table(home, [DOCUMENT], "1", "fact_amount")["amount_yuan"].to_list() == [Decimal("1234567.89")]


def _types() -> pl.Schema:
    return polars_schema(FactAmount)
