"""What a kind of table is stands in one line."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.language import kinds
from pipeline.language.data import VocabularyError
from pipeline.language.vocabulary import kinds as kind_words
from pipeline.warehouse.database import code_list_files
from schemas import allowed

LINES = code_list_files()["ref_table_kind"].read_text(encoding="utf-8").splitlines()


def test_python_sql_and_the_contract_know_the_same_kinds() -> None:
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select kind, term from read_csv(?, all_varchar = true)", [str(code_list_files()["ref_table_kind"])]
        ).fetchall()
    assert dict(rows) == allowed.TABLE_KINDS == {name: kind.term for name, kind in kinds.table_kinds().items()}


def test_every_kind_but_the_rest_is_known_by_a_title_or_a_head() -> None:
    words = kind_words()
    known = {line.kind for line in (*words.titles, *words.headers)}
    assert known == set(kinds.table_kinds())


def test_only_tables_of_the_national_forms_must_be_there() -> None:
    needed = {name for name, kind in kinds.table_kinds().items() if kind.budget_title}
    assert needed == {  # 财预〔2016〕143号: the eight tables of a budget
        "revenue_expenditure_summary",
        "revenue",
        "expenditure",
        "fiscal_appropriation_summary",
        "general_public_expenditure",
        "general_public_basic_expenditure",
        "government_fund",
        "three_public",
    }


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x_kind,某表,spending,,,,1,false,false,false,false,false,,,page", "flow: .*spending is no flow"),
        ("x_kind,某表,,,,,3,false,false,false,false,false,,,page", "sides"),
        ("x_kind,某表,,,,,1,maybe,false,false,false,false,,,page", "is_performance"),
        ("x_kind,某表,,,,,1,false,false,false,false,false,,,", "seen_on"),
        ("revenue,某表,,,,,1,false,false,false,false,false,,,page", "revenue stands there already"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, told: str
) -> None:
    folder = tmp_path / "classifications"
    folder.mkdir()
    (folder / "table_kind.csv").write_text("\n".join([*LINES[:3], line]) + "\n", encoding="utf-8")
    monkeypatch.setattr(kinds, "files", lambda _: tmp_path)
    kinds.table_kinds.cache_clear()
    with pytest.raises(VocabularyError, match=rf"table_kind.csv:4: .*{told}"):
        kinds.table_kinds()
    kinds.table_kinds.cache_clear()
