"""The 22 questions over all real disclosures and samples, against what people read on the page pictures.

`answers_by_eye/Qnn.yml` holds rows of answers that were checked figure by figure on the rendered pages: which file and page, what is printed
there, which row of the English statement's answer it is, and what that row must say. Runs only where the real disclosures are at hand
(MINGZHANG_CORPUS).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from pipeline.home import Home
from tests.integration.test_questions import ENGLISH

CORPUS = Path(os.environ.get("MINGZHANG_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus" / "real")
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


@pytest.fixture(scope="module")
def build(cli, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = Home(tmp_path_factory.mktemp("corpus") / "home")
    places = sorted(path for path in CORPUS.iterdir() if any(path.glob("*.pdf")) and path.name != "not_disclosures")
    done = cli("ingest", *places, "--collection", "real", home=home, timeout=1500)
    assert done.returncode == 0, done.stderr
    # the scan among the samples is too large for this repository; it lies beside the real disclosures
    everything = sorted(CORPUS.parent.glob("*.pdf")) or sorted(samples.glob("*.pdf"))
    done = cli("ingest", *everything, "--collection", "samples", home=home)
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        yield connection


def answers(build: duckdb.DuckDBPyConnection, question: str) -> list[dict[str, Any]]:
    (sql,) = [text for name, text in ENGLISH if name == question]
    cursor = build.execute(sql)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def same(expected: Any, found: Any) -> bool:
    if isinstance(expected, str) and isinstance(found, Decimal | int | float):
        return Decimal(expected) == Decimal(str(found))
    if isinstance(expected, float) and found is not None:
        return abs(Decimal(str(expected)) - Decimal(str(found))) <= Decimal("0.00005")
    return str(expected) == str(found) or expected == found


def rows_of(build: duckdb.DuckDBPyConnection, checked: dict[str, Any]) -> list[dict[str, Any]]:
    key = dict(checked["key"])
    rows = answers(build, checked["question"])
    if rows and "unit_name" in rows[0] and "unit_name" not in key and checked.get("file"):
        ((key["unit_name"],),) = build.execute(
            "select unit_name from dim_document where ends_with(file_name, ?) limit 1", [checked["file"]]
        ).fetchall()
    return [row for row in rows if all(name in row and same(value, row[name]) for name, value in key.items())]


@pytest.mark.parametrize("checked", ROWS, ids=[f"{row['question']}-{number}" for number, row in enumerate(ROWS)])
def test_an_answer_says_what_the_page_prints(build: duckdb.DuckDBPyConnection, checked: dict[str, Any]) -> None:
    found = rows_of(build, checked)
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
