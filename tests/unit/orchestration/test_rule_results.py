"""A rule's check fails for what is new, and says in words how much fails in all."""

from types import SimpleNamespace

import duckdb
import pytest

from pipeline.home import Home
from pipeline.orchestration.rule_checks import failed_before, rule_results


@pytest.fixture
def folder(home: Home):
    connection = duckdb.connect()
    connection.execute(
        "create table document as select * from (values ('a', 'a.pdf'), ('b', 'b.pdf'), ('c', 'c.pdf')) t(document_id, file_name)"
    )
    connection.execute(
        "create table finding as select *, 'm' as rule_model, 1.0 as left_value, 2.0 as right_value, 1.0 as difference, 'text' as message "
        "from (values ('R50', 'a', 'fail'), ('R50', 'a', 'pass'), ('R50', 'b', 'fail'), ('R50', 'c', 'pass'), ('R51', 'a', 'insufficient_data')) "
        "t(rule_id, document_id, outcome)"
    )
    return SimpleNamespace(home=home, working_database=lambda: connection)


MODEL = SimpleNamespace(name="m", rules=("R50", "R51"))


def only(folder, before):
    (result,) = rule_results(folder, MODEL, frozenset(before))
    return result


def test_what_failed_before_passes_and_stands_in_the_words(folder):
    result = only(folder, {("R50", "a"), ("R50", "b")})
    assert result.passed
    assert result.description.startswith("R50 收支总表本年支出合计 = 支出总表总计")
    assert result.description.endswith("2 of 3 documents fail, 0 anew")


def test_one_new_failure_fails_the_check_and_stands_first(folder):
    result = only(folder, {("R50", "a")})
    assert not result.passed
    assert result.description.endswith("2 of 3 documents fail, 1 anew")
    assert result.metadata["failures"].value.splitlines()[2].startswith("| new | b.pdf")


def test_a_rule_that_nothing_could_be_judged_on_gives_no_result(folder):
    assert [result.check_name for result in rule_results(folder, MODEL, frozenset())] == ["R50"]


def test_before_the_first_build_nothing_failed_before(home):
    assert failed_before(SimpleNamespace(home=home)) == frozenset()
