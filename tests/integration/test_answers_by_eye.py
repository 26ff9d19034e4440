"""The 22 questions over all real disclosures and samples, against what people read on the page pictures.

`answers_by_eye/Qnn.yml` holds rows of answers that were checked figure by figure on the rendered pages: which file and page, what is printed
there, which row of the English statement's answer it is, and what that row must say. Runs only where the real disclosures are at hand
(MINGZHANG_CORPUS).
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.integration.conftest import CORPUS
from tests.integration.test_questions import ENGLISH

ROWS = [
    row
    for path in sorted((Path(__file__).parent / "answers_by_eye").glob("Q*.yml"))
    for row in yaml.safe_load(path.read_text(encoding="utf-8"))
]

pytestmark = [
    pytest.mark.integration,
    pytest.mark.corpus,
    pytest.mark.xdist_group("corpus"),
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real disclosures is not here (MINGZHANG_CORPUS)"),
]


def answers(corpus_build: duckdb.DuckDBPyConnection, question: str) -> list[dict[str, Any]]:
    (sql,) = [text for name, text in ENGLISH if name == question]
    cursor = corpus_build.execute(sql)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def same(expected: Any, found: Any) -> bool:
    if isinstance(expected, str) and isinstance(found, Decimal | int | float):
        return Decimal(expected) == Decimal(str(found))
    if isinstance(expected, float) and found is not None:
        return abs(Decimal(str(expected)) - Decimal(str(found))) <= Decimal("0.00005")
    return str(expected) == str(found) or expected == found


def rows_of(corpus_build: duckdb.DuckDBPyConnection, checked: dict[str, Any]) -> list[dict[str, Any]]:
    key = dict(checked["key"])
    rows = answers(corpus_build, checked["question"])
    if rows and "unit_name" in rows[0] and "unit_name" not in key and checked.get("file"):
        ((key["unit_name"],),) = corpus_build.execute(
            "select unit_name from dim_document where ends_with(file_name, ?) limit 1", [checked["file"]]
        ).fetchall()
    return [row for row in rows if all(name in row and same(value, row[name]) for name, value in key.items())]


@pytest.mark.parametrize("checked", ROWS, ids=[f"{row['question']}-{number}" for number, row in enumerate(ROWS)])
def test_an_answer_says_what_the_page_prints(corpus_build: duckdb.DuckDBPyConnection, checked: dict[str, Any]) -> None:
    found = rows_of(corpus_build, checked)
    assert len(found) == 1, f"{len(found)} rows for {checked['key']} of {checked.get('file')}"
    wrong = {
        name: found[0].get(name) for name, value in checked["expect"].items() if not same(value, found[0].get(name))
    }
    assert wrong == {}, f"page {checked['page']} prints {checked['printed']}"


def test_every_question_was_checked_on_at_least_three_rows() -> None:
    counted = {
        question: sum(row["question"] == question for row in ROWS) for question, _ in ENGLISH if question[0] == "Q"
    }
    assert [question for question, count in counted.items() if count < 3] == []
    assert all(row["page"] and row["printed"] for row in ROWS)
