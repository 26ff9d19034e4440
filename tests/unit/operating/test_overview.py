"""The operator's page: everything at once, over all collections, and what is new beside what was there."""

from pathlib import Path

import duckdb
import pytest

from pipeline.home import Home
from pipeline.operating.overview import overview

_TABLES = """
create table dim_document (
    document_id varchar, collection varchar, file_name varchar, status varchar, status_reason varchar, ingested_at timestamp
);
create table quarantine (document_id varchar, target_table varchar, reason_code varchar, reason varchar);
create table dim_rule (rule_id varchar, severity varchar, statement_zh varchar);
create table finding (document_id varchar, rule_id varchar, severity varchar, outcome varchar, message varchar);
insert into dim_rule values ('R50', 'error', '收支总计相等'), ('R60', 'warn', '小计相等');
insert into dim_document values
    ('a', '县一', 'a.pdf', 'loaded_with_findings', null, '2026-01-01'),
    ('b', '县二', 'b.pdf', 'rejected', 'The file is empty.', '2026-01-02'),
    ('c', '县二', 'c.pdf', 'loaded', null, '2026-01-02');
insert into quarantine values ('a', 'fact_amount', 'unread_ink', 'no figure'), ('a', 'fact_amount', 'unread_ink', 'no figure');
insert into finding values
    ('a', 'R60', 'warn', 'fail', '旧'), ('c', 'R60', 'warn', 'pass', ''), ('c', 'R50', 'error', 'pass', '');
"""
NEW = "insert into finding values ('a', 'R50', 'error', 'fail', '新')"


def build(home: Home, name: str, more: str = "") -> Path:
    path = home.published / f"{name}.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute(_TABLES + more)
    return path


@pytest.fixture
def seen(home: Home):
    return overview(home, build(home, "two", NEW), build(home, "one"))


def test_documents_are_counted_over_all_collections(seen):
    assert seen.statuses == {"loaded": 1, "loaded_with_findings": 1, "rejected": 1}
    assert seen.collections == [("县一", 1, 0, 1, 0, 0), ("县二", 2, 1, 0, 1, 0)]


def test_what_is_rejected_or_not_read_is_named_whenever_it_came(seen):
    assert seen.rejected == [("县二/b.pdf", "The file is empty.", "2026-01-02")]
    assert seen.not_read == [("县一/a.pdf", "fact_amount", "unread_ink", 2, "no figure")]


def test_failing_rules_stand_by_severity_with_failing_and_judged_documents(seen):
    assert seen.rules == [("R50", "error", "收支总计相等", 1, 2), ("R60", "warn", "小计相等", 1, 2)]


def test_only_what_the_build_before_did_not_have_is_new(seen):
    assert seen.new_findings == [("县一/a.pdf", "R50", "error", "新")]


def test_nothing_is_new_in_the_first_build(home):
    assert overview(home, build(home, "one"), None).new_findings is None
