"""The named metrics are the statements of the analysts' page, word for word."""

import re
from pathlib import Path

import pytest

from pipeline.answers.questions import questions

_PAGE = (Path(__file__).parents[3] / "docs" / "analysts" / "questions.en.md").read_text(encoding="utf-8")


def test_there_are_22_in_the_order_of_the_page():
    assert [question.number for question in questions().values()] == [f"Q{number:02}" for number in range(1, 23)]


@pytest.mark.parametrize("name", list(questions()))
def test_the_page_prints_the_statement_that_is_run(name):
    question = questions()[name]
    section = _PAGE.split(f"\n## {question.number} ")[1]
    heading, printed = section.split("\n")[0], section.split("```sql\n")[1].split("```")[0].strip()
    pattern = re.sub(
        r"\\\$\w+", r"(?:'[^']*'|[0-9.]+)", re.escape(question.sql)
    )  # the page gives an example of every parameter
    assert heading == question.english
    assert re.fullmatch(pattern, printed)


@pytest.mark.parametrize("name", list(questions()))
def test_every_row_leads_to_its_cells(name):
    assert re.search(r"\b(row_keys?|amount_id)\b", questions()[name].sql)


@pytest.mark.parametrize("name", list(questions()))
def test_what_a_statement_needs_is_declared(name):
    question = questions()[name]
    assert set(re.findall(r"\$(\w+)", question.sql)) == set(question.parameters)
