"""Corrections by hand: the file, the cell that is found again in every build, and what becomes of a correction that does not fit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.home import Home
from pipeline.intake.progress import is_loaded
from pipeline.intake.scan import scan_collection
from pipeline.warehouse.corrections import parse_corrections
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.extracts import write_extraction
from pipeline.warehouse.loading import load_batch
from pipeline.warehouse.model_testing import run_model
from tests.unit.intake.loads import load as load_mark
from tests.unit.warehouse.intake import intake
from tests.unit.warehouse.rows import DOCUMENT, amount, extraction

ENTRY = """
corrections:
  - document: 0123456789abcdef
    page: 11
    table: 1
    row: 1
    column: 1
    printed: "552.72"
    corrected: "525.72"
    concerns: reading
    reason: the scan shows 525.72
    source: page picture
"""
SHA = DOCUMENT + "0" * 48


def entry(**changes: str | None) -> str:
    """The example with other values; None leaves a line out."""
    lines = []
    for line in ENTRY.splitlines():
        key = line.strip().removeprefix("- ").split(":")[0]
        if key not in changes:
            lines.append(line)
        elif (value := changes[key]) is not None:
            lines.append(f"{line.split(':')[0]}: {value}")
    return "\n".join(lines)


def test_an_entry_keeps_numbers_as_they_are_written() -> None:
    (read,) = parse_corrections(entry(printed="1234.50", corrected="1,243.50", row="012"), "c")
    assert read.problem is None
    assert (read.printed_expected, read.corrected_printed, read.corrected_value) == (
        "1234.50",
        "1,243.50",
        Decimal("1243.50"),
    )
    assert (read.page, read.table_seq, read.row_locator, read.column_locator) == (11, 1, "012", "1")


def test_no_file_and_an_empty_file_hold_no_corrections() -> None:
    assert parse_corrections("", "c") == []
    assert parse_corrections("corrections:\n", "c") == []
    assert parse_corrections("corrections: []\n", "c") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("corrections: [", "no valid YAML"),
        ("- document: x", "key `corrections:`"),
        ("corrections:\n  - just words", "entry 1 must be a mapping"),
        (entry(reason=None), "entry 1: reason missing"),
        (entry(printed='""'), "printed missing"),
        (entry(corrected="about 5"), "corrected `about 5` is no number"),
        (entry(corrected="NaN"), "is no number"),
        (entry(page="first"), "page `first` is no whole number"),
        (entry(concerns="both"), "concerns `both` must be reading"),
        (entry(page=None, table=None, row=None, column=None), "no cell named"),
        (ENTRY + "    colour: red\n", "unknown key colour"),
    ],
)
def test_a_faulty_file_is_kept_as_a_problem_that_says_what_to_do(text: str, said: str) -> None:
    (read,) = parse_corrections(text, "c")
    assert said in (read.problem or "")


def test_the_id_of_an_entry_does_not_depend_on_its_place_in_the_file() -> None:
    other = ENTRY.replace("corrections:\n", "").replace("row: 1", "row: 2")
    (alone,) = parse_corrections(ENTRY, "c")
    _, second = parse_corrections(f"corrections:\n{other}{ENTRY.replace('corrections:', '')}", "c")
    assert second.correction_id == alone.correction_id


AMOUNT: dict[str, Any] = {
    "amount_id": "a1",
    "document_id": DOCUMENT,
    "table_seq": 1,
    "table_kind": "expenditure",
    "page": 11,
    "row_seq": 1,
    "column_seq": 1,
    "printed": "552.72",
    "printed_unit": "万元",
    "amount_yuan": "5527200.00",
    "row_kind": "function",
    "is_leaf": True,
    "is_leaf_column": True,
    "row_label": "行政运行",
    "column_path": "项目支出/其他运转类",
    "flow": "expenditure",
    "stage": "budget",
    "fiscal_year": 2024,
}
OTHER_CELL = AMOUNT | {"amount_id": "a2", "column_seq": 2, "column_path": "项目支出/特定目标类", "printed": "1.00"}
DOCUMENTS = [{"document_id": DOCUMENT, "sha256": SHA, "collection": "c", "file_name": "a.pdf", "fiscal_year": 2024}]


def given(*texts: str, amounts: tuple[dict[str, Any], ...] = (AMOUNT, OTHER_CELL)) -> dict[str, list[dict[str, Any]]]:
    entries = [read for text in texts for read in parse_corrections(text, "c")]
    rows = [{name: getattr(read, name) for name in read.__dataclass_fields__} for read in entries]
    rows = [row | {"entry_no": number} for number, row in enumerate(rows, start=1)]
    return {"document": DOCUMENTS, "fact_amount": list(amounts), "correction": rows}


def outcome(*texts: str, amounts: tuple[dict[str, Any], ...] = (AMOUNT, OTHER_CELL)) -> list[dict[str, Any]]:
    return run_model("fact_amount_correction", given(*texts, amounts=amounts))


def test_a_correction_changes_the_leaf_amount_and_leaves_the_printed_one() -> None:
    (row,) = outcome(ENTRY)
    assert (row["status"], row["status_reason"], row["amount_id"]) == ("applied", None, "a1")
    assert (row["amount_yuan_printed"], row["corrected_yuan"], row["change_yuan"]) == (
        Decimal("5527200.00"),
        Decimal("5257200.00"),
        Decimal("-270000.00"),
    )
    tables = given(ENTRY) | {"stg_measure_table": [{"document_id": DOCUMENT, "table_seq": 1, "measure": "expenditure"}]}
    leaves = {leaf["amount_id"]: leaf for leaf in run_model("stg_leaf_amount", tables)}
    assert leaves["a1"]["amount_yuan"] == Decimal("5257200.00")
    assert leaves["a1"]["correction_id"] == row["correction_id"]
    assert (leaves["a2"]["amount_yuan"], leaves["a2"]["correction_id"]) == (Decimal("5527200.00"), None)


@pytest.mark.parametrize(
    "changes",
    [
        {"document": "a.pdf"},
        {"document": SHA.upper()},
        {"row": "行政 运行", "column": "项目支出/其他运转类"},
        {"page": None, "table": None},
        {"printed": '" 552.72"'},
    ],
)
def test_a_cell_may_be_named_by_words_and_by_less_than_everything(changes: dict[str, str | None]) -> None:
    (row,) = outcome(entry(**changes))
    assert row["status"] == "applied"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"document": "b.pdf"}, "document_not_found"),
        ({"page": "12"}, "cell_not_found"),
        ({"column": None}, "several_cells"),
        ({"printed": '"552.73"'}, "print_differs"),
        ({"reason": None}, "invalid"),
    ],
)
def test_a_correction_that_does_not_fit_is_not_applied_and_says_why(
    changes: dict[str, str | None], status: str
) -> None:
    (row,) = outcome(entry(**changes))
    assert (row["status"], row["corrected_yuan"]) == (status, None)
    assert row["status_reason"]
    assert not any(row["applies"] for row in run_model("stg_amount_correction", given(entry(**changes))))


def test_two_different_corrections_of_one_cell_are_both_refused() -> None:
    assert [row["status"] for row in outcome(ENTRY, entry(corrected='"1.00"'))] == ["rival_corrections"] * 2


def test_the_same_entry_written_twice_counts_once() -> None:
    assert [row["status"] for row in outcome(ENTRY, ENTRY)] == ["applied"] * 2
    assert len(run_model("stg_amount_correction", given(ENTRY, ENTRY))) == 1


def test_rule_g05_fails_for_a_correction_that_no_longer_fits_and_passes_for_one_that_does() -> None:
    (passed,) = run_model("finding_corrections", given(ENTRY))
    assert (passed["rule_id"], passed["outcome"], passed["severity"]) == ("G05", "pass", "error")
    later = AMOUNT | {"printed": "525.72", "amount_yuan": "5257200.00"}  # a new reading has it right
    (failed,) = run_model("finding_corrections", given(ENTRY, amounts=(later,)))
    assert failed["outcome"] == "fail"
    assert "the cell prints 525.72, the entry expects 552.72" in failed["message"]
    (none,) = run_model("finding_corrections", given())
    assert none["outcome"] == "not_applicable"


def test_rules_judge_a_misread_figure_as_corrected_and_a_misprint_as_printed() -> None:
    for concerns, expected in (("reading", "5257200.00"), ("document", "5527200.00")):
        tables = given(entry(concerns=concerns)) | {
            "document_table": [{"document_id": DOCUMENT, "table_seq": 1, "title": "表"}],
        }
        judged = {row["amount_id"]: row["amount_yuan"] for row in run_model("stg_rule_amount", tables)}
        assert judged["a1"] == Decimal(expected)


def loads(home: Home) -> int:
    with working_connection(home) as connection:
        return connection.execute("select count(*) from state.load").fetchone()[0]


def load(home: Home) -> None:
    with working_connection(home) as connection:
        load_batch(connection, home, [intake(DOCUMENT)], "1", collections=["c"])


def test_a_changed_corrections_file_has_the_documents_computed_again(tmp_path: Path) -> None:
    home = Home(tmp_path).ensure()
    write_extraction(home, extraction([amount(1)]), DOCUMENT, "1")
    load(home)
    load(home)
    assert loads(home) == 1
    folder = home.inbox / "c"
    folder.mkdir(parents=True)
    scan_collection(home, "c")
    load_mark(home, "c", "1")
    assert is_loaded(home, "c", "1")
    (folder / "corrections.yml").write_text(ENTRY, encoding="utf-8")
    assert not is_loaded(home, "c", "1")
    load(home)
    load(home)
    with working_connection(home) as connection:
        number = connection.execute("select load_no from state.document_load").fetchone()
        rows = connection.execute("select entry_no, problem from correction").fetchall()
    assert (loads(home), number, rows) == (2, (2,), [(1, None)])
    (folder / "corrections.yml").unlink()
    load(home)
    with working_connection(home) as connection:
        assert connection.execute("select count(*) from correction").fetchone() == (0,)
    assert loads(home) == 3
