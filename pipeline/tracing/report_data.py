"""What the reading report says, as read from a published build."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import duckdb

Row = dict[str, Any]

_DOCUMENTS = """
with tables as (
    select document_id, count(*) as table_count, count(*) filter (status = 'unbound') as unbound_tables,
           count(*) filter (status = 'empty') as empty_tables
    from document_table group by all
)
select d.*, coalesce(t.table_count, 0) as tables_found, coalesce(t.unbound_tables, 0) as unbound_tables,
       coalesce(t.empty_tables, 0) as empty_tables,
       (select count(*) from fact_amount as a where a.document_id = d.document_id) as amounts,
       (select count(*) from quarantine as q where q.document_id = d.document_id) as quarantined,
       (select count(*) from table_column as c
         where c.document_id = d.document_id and c.unbound_words is not null) as unknown_columns,
       (select count(*) from finding as f
         where f.document_id = d.document_id and f.outcome = 'fail' and f.severity = 'error') as failed_errors,
       (select count(*) from finding as f
         where f.document_id = d.document_id and f.outcome = 'fail' and f.severity <> 'error') as failed_others
from dim_document as d left join tables as t using (document_id)
where d.duplicate_of is null order by d.collection, d.file_name
"""

_WORDS = """
select unbound_words as words, count(*) as columns, count(distinct document_id) as documents,
       any_value(column_path) as example, min(document_id) as document_id, min(table_seq) as table_seq
from table_column where unbound_words is not null group by all order by documents desc, columns desc, words
"""

_UNBOUND = """
select document_id, table_seq, title, label, page_first, page_last, row_count, amount_like_count, status_reason
from document_table where status = 'unbound' order by amount_like_count desc, document_id, table_seq
"""

_RULES = """
select rule_id, any_value(severity) as severity,
       count(*) filter (outcome = 'fail') as failed,
       count(*) filter (outcome in ('pass', 'pass_rounding')) as passed,
       min(document_id) filter (outcome = 'fail') as document_id
from finding group by rule_id having count(*) filter (outcome = 'fail') > 0 order by failed desc, rule_id
"""

_REASONS = (
    "select reason_code, count(*) as cells, count(distinct document_id) as documents, any_value(printed) as example\
 from quarantine group by all order by cells desc"
)


@dataclass(slots=True)
class DocumentFacts:
    """One document of the report; every list is ordered as printed."""

    row: Row
    """Its row of `dim_document` with the report's own counts."""
    tables: list[Row] = field(default_factory=list)
    columns: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """table_seq → rows of `table_column`."""
    amounts: list[Row] = field(default_factory=list)
    quantities: list[Row] = field(default_factory=list)
    indicators: list[Row] = field(default_factory=list)
    quarantine: list[Row] = field(default_factory=list)
    failures: list[Row] = field(default_factory=list)
    pages: list[Row] = field(default_factory=list)

    @property
    def document_id(self) -> str:
        """First 16 hex digits of the SHA-256."""
        return str(self.row["document_id"])


@dataclass(frozen=True, slots=True)
class CorpusFacts:
    """What the index says; documents by collection and file."""

    documents: list[Row]
    rejected: list[Row]
    unknown_words: list[Row]
    unbound_tables: list[Row]
    failed_rules: list[Row]
    quarantine_reasons: list[Row]


def read_corpus(con: duckdb.DuckDBPyConnection) -> CorpusFacts:
    """Read the index from a published build (read only)."""
    rows = query(con, _DOCUMENTS)
    read = [row for row in rows if row["status"] != "rejected"]
    rejected = [row for row in rows if row["status"] == "rejected"]
    return CorpusFacts(
        read, rejected, query(con, _WORDS), query(con, _UNBOUND), query(con, _RULES), query(con, _REASONS)
    )


def read_document(con: duckdb.DuckDBPyConnection, row: Row) -> DocumentFacts:
    """Read everything about one document of the index."""
    key = [row["document_id"]]
    facts = DocumentFacts(row)
    facts.tables = query(con, "select * from document_table where document_id = ? order by table_seq", key)
    for column in query(con, "select * from table_column where document_id = ? order by table_seq, column_seq", key):
        facts.columns[column["table_seq"]].append(column)
    facts.amounts = query(con, "select * from fact_amount where document_id = ?", key)
    facts.quantities = query(con, "select * from fact_quantity where document_id = ?", key)
    facts.indicators = query(con, "select * from fact_performance_indicator where document_id = ?", key)
    facts.quarantine = query(con, "select * from quarantine where document_id = ? order by table_seq, row_seq", key)
    facts.failures = query(
        con, "select * from finding where document_id = ? and outcome = 'fail' order by severity, rule_id", key
    )
    facts.pages = query(con, "select * from document_page where document_id = ? order by page", key)
    return facts


def query(con: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any] | None = None) -> list[Row]:
    """Rows of a query as dictionaries."""
    cursor = con.cursor().execute(sql, parameters or [])
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
