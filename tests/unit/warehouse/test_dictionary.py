from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse.database import SETTINGS, prepare
from pipeline.warehouse.dictionary import TARGET, dictionary
from pipeline.warehouse.model_runner import run_all
from pipeline.warehouse.sql_models import load_models


def test_the_data_dictionary_in_docs_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == dictionary(), "run: python -m pipeline.warehouse.dictionary"


@pytest.fixture(scope="module")
def words() -> dict[tuple[str, str], str]:
    with duckdb.connect(config=SETTINGS) as connection:
        prepare(connection)
        run_all(connection, {name: model for name, model in load_models().items() if not model.is_rule})
        rows = connection.execute(
            "select table_name, column_name, comment from duckdb_columns() where not internal and schema_name = 'main'"
        ).fetchall()
    return {(table, column): comment for table, column, comment in rows}


def test_every_public_column_has_a_chinese_term_and_an_english_description(words: dict[tuple[str, str], str]) -> None:
    public = {key: text for key, text in words.items() if key[0].startswith(("dim_", "fact_", "mart_", "document"))}
    assert len(public) > 300
    assert [key for key, text in public.items() if " | " not in text or text.split(" | ")[0].isascii()] == []


def test_front_matter_explains_only_columns_that_exist(words: dict[tuple[str, str], str]) -> None:
    misspelt = {
        (model.name, column)
        for model in load_models().values()
        if not model.is_rule
        for column in model.columns
        if (model.name, column) not in words
    }
    assert misspelt == set()


def test_every_mart_says_which_questions_it_answers_and_has_checks() -> None:
    marts = [model for model in load_models().values() if model.layer == "marts"]
    assert len(marts) >= 11
    assert [mart.name for mart in marts if not mart.answers or not mart.checks or not mart.description_zh] == []


def test_every_model_has_a_not_null_or_unique_check() -> None:
    models = [model for model in load_models().values() if model.layer in {"dimensions", "facts", "marts"}]
    assert [
        model.name
        for model in models
        if not any(check.name.startswith(("unique", "not_null")) for check in model.checks)
    ] == []


def test_the_target_stays_inside_the_project() -> None:
    assert TARGET.is_relative_to(Path(__file__).parents[3])
