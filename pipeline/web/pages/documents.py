"""文件: a document, one page of it, one figure, and what stands behind a figure of a mart."""

from __future__ import annotations

from typing import Any

from pipeline.answers.build import Published
from pipeline.answers.evidence import evidence_of
from pipeline.tracing.trace import TraceError, trace_amount
from pipeline.web.pages.page import Page, failed_findings


def document(build: Published, document_id: str) -> Page | None:
    """文件: what it is, its tables, cases, what was not read."""
    head = build.one("select * from dim_document where document_id = ?", [document_id])
    if head is None:
        return None
    tables = build.rows("select * from document_table where document_id = ? order by table_seq", [document_id])
    cases = failed_findings(build, "document_id = ?", [document_id])
    unread = build.rows(
        "select page, table_seq, printed, reason from quarantine where document_id = ? order by page, table_seq, top, x0, printed",
        [document_id],
    )
    editions = build.rows(
        """
        select document_id, file_name, status, ingested_at, published_on from dim_document
        where document_id <> ? and (superseded_by = ? or document_id = ?)
        order by ingested_at, document_id""",
        [document_id, document_id, head["superseded_by"]],
    )
    title = " ".join(str(part) for part in (head["unit_name"] or head["file_name"], head["fiscal_year"]) if part)
    bodies = build.rows(
        "select distinct unit_id, unit_name from mart_disclosure_register where document_id = ? and unit_id is not null order by 2, 1",
        [document_id],
    )
    values = {"head": head, "tables": tables, "cases": cases, "unread": unread, "editions": editions, "bodies": bodies}
    return Page("document.html", title, values, tables)


def document_page(build: Published, document_id: str, number: str, *, mark: str = "") -> Page | None:
    """One page of a document: its picture, and beside it what was read on it; `mark` names cells to mark instead of all that failed rules name."""
    head = build.one("select * from dim_document where document_id = ?", [document_id])
    if head is None or not number.isdigit() or not 1 <= int(number) <= (head["page_count"] or 0):
        return None
    page = int(number)
    amounts = build.rows(
        """
        select amount_id, table_seq, row_seq, column_seq, x0, top, x1, bottom, printed, printed_unit, amount_yuan, row_label, column_path,
               is_leaf, is_leaf_column, confidence
        from fact_amount where document_id = ? and page = ? order by table_seq, row_seq, column_seq""",
        [document_id, page],
    )
    unread = build.rows(
        "select x0, top, x1, bottom, printed, reason from quarantine where document_id = ? and page = ? and x0 is not null"
        " order by table_seq, top, x0, printed",
        [document_id, page],
    )
    claims = build.rows(
        "select item, printed, sentence from fact_narrative_claim where document_id = ? and page = ? order by claim_seq",
        [document_id, page],
    )
    chosen = set(mark.split(",")) if mark else None
    accused = (
        []
        if chosen
        else build.rows(
            """
        select distinct unnest(left_amount_ids || right_amount_ids) as amount_id from mart_finding
        where document_id = ? and outcome = 'fail' and severity = 'error'""",
            [document_id],
        )
    )
    marked = chosen or {row["amount_id"] for row in accused}
    tables: dict[int, dict[str, Any]] = {}
    for row in amounts:
        table = tables.setdefault(row["table_seq"], {"columns": {}, "rows": {}})
        table["columns"].setdefault(row["column_seq"], row["column_path"])
        table["rows"].setdefault(row["row_seq"], {"label": row["row_label"], "cells": {}})["cells"][
            row["column_seq"]
        ] = row
    values = {
        "head": head, "page_number": page, "amounts": amounts, "unread": unread, "claims": claims, "tables": tables, "marked": marked,
        "size": (1.0, 1.0), "shows_picture": False,
    }  # fmt: skip
    return Page(
        "page.html",
        head["unit_name"] or head["file_name"],
        values,
        amounts,
        of=str(head["fiscal_year"] or ""),
    )


def amount(build: Published, amount_id: str) -> Page | None:
    """One figure: its cell, its picture, what it was understood to mean, and the findings that name it."""
    try:
        trace = trace_amount(build.connection().cursor(), amount_id)
    except TraceError:
        return None
    cases = failed_findings(
        build, "document_id = ? and (list_contains(left_amount_ids, ?) or list_contains(right_amount_ids, ?))",
        [trace.document_id, amount_id, amount_id],
    )  # fmt: skip
    return Page("amount.html", f"{trace.row_label} {trace.printed}", {"trace": trace, "cases": cases}, [])


def evidence(build: Published, row_key: str, *columns: str) -> Page | None:
    """What stands behind one figure of a mart: cells, sentences, files; of a computed one, what is behind its inputs."""
    try:
        found = evidence_of(build, row_key, *columns)
    except TraceError:
        return None
    rows = [
        {
            "column": figure.column, "page": source.page, "printed": source.printed, "where": source.where, "document_id": source.document_id,
            "locator": source.locator, "kind": source.kind, "file_name": source.file_name,
        }
        for figure in found.figures
        for source in figure.sources
    ]  # fmt: skip
    row = found.row.row
    title = " ".join(str(row[name]) for name in ("unit_name", "place", "fiscal_year") if row.get(name))
    return Page("evidence.html", title, {"figures": found.figures, "row": row, "mart": found.row.mart}, rows)
