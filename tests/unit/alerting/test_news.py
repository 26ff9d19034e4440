"""What a build has that somebody should know."""

from datetime import UTC, datetime

import duckdb
import pytest

from pipeline.alerting.news import alerts_of_build
from pipeline.home import Home

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def built(home: Home) -> Home:
    path = home.published / "20261128T000000000000Z_ab.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE meta_build (build_id VARCHAR, built_at TIMESTAMP)")
        con.execute("INSERT INTO meta_build VALUES (?, '2026-11-28')", [path.stem])
        con.execute(
            "CREATE TABLE dim_document (document_id VARCHAR, collection VARCHAR, file_name VARCHAR, status VARCHAR, status_reason VARCHAR)"
        )
        con.execute(
            "INSERT INTO dim_document VALUES ('a', 'c', 'a.pdf', 'rejected', 'The file is empty.'), "
            "('b', 'c', 'b.pdf', 'loaded_with_findings', null), ('o', 'c', 'old.pdf', 'superseded', null)"
        )
        con.execute(
            "CREATE TABLE finding (document_id VARCHAR, rule_id VARCHAR, case_id VARCHAR, severity VARCHAR, outcome VARCHAR, message VARCHAR)"
        )
        con.execute(
            "INSERT INTO finding VALUES ('b', 'R50', 'case:1', 'error', 'fail', '不相等'), ('b', 'R51', 'case:1', 'error', 'fail', '也不'), "
            "('b', 'R52', 'case:2', 'warn', 'fail', '小'), ('b', 'R53', 'case:3', 'error', 'pass', ''), ('o', 'R50', 'case:4', 'error', 'fail', '旧')"
        )
    home.current.symlink_to(path.name)
    return home


def test_rejected_documents_and_error_cases_are_news_one_each(built):
    found = [(alert.kind, alert.text) for alert in alerts_of_build(built, 0, NOON)]
    assert found == [
        ("rejected", "c/a.pdf is rejected: The file is empty."),
        ("error_case", "c/b.pdf: R50 不相等"),
    ]


@pytest.mark.parametrize(("hours", "stale"), [(0, False), (11, True), (13, False)])
def test_a_build_is_stale_when_it_is_older_than_allowed(built, hours, stale):
    assert any(alert.kind == "stale_build" for alert in alerts_of_build(built, hours, NOON)) == stale


def test_without_a_build_there_is_no_news(home):
    assert alerts_of_build(home, 1) == []
