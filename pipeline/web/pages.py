"""What each page shows: a template's name, its values, and the rows behind its CSV. No HTML, no addresses, no Dagster.

Every function takes the published build and the parts of the address, and returns a `Page`, or None when the build has nothing by that name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pipeline.answers import comparison
from pipeline.answers.build import Published
from pipeline.answers.evidence import evidence_of
from pipeline.answers.measures import MEASURES, TOTALS
from pipeline.tracing.trace import TraceError, trace_amount

Row = dict[str, Any]
_PART = 500
"""Rows that a page shows; its CSV has all."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is drawn."""

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    rows: Sequence[Row] = ()
    """What the page's CSV and XLSX hold."""


# ---- first page and places --------------------------------------------------------------------------------------------


def start(build: Published) -> Page:
    """首页: places with bodies, documents and years; what fails most."""
    places = build.rows(
        """
        select r.place, coalesce(d.full_name, d.name, r.place) as place_name, count(distinct r.unit_id) as bodies,
               count(*) filter (where r.document_id is not null) as documents, min(r.fiscal_year) as first_year, max(r.fiscal_year) as last_year,
               count(*) filter (where r.status = 'missing') as missing
        from mart_disclosure_register as r
        left join dim_division as d
            on d.division_code = r.place and r.fiscal_year between d.valid_from_year and d.valid_to_year
        group by all order by r.place"""
    )
    merged = _merged_places(places)
    counts = build.rows("select status, count(*) as documents from dim_document group by 1 order by 2 desc, 1")
    failing = build.rows(
        """
        select rule_id, any_value(rule_zh) as rule_zh, severity, count(distinct document_id) as documents
        from mart_finding where outcome = 'fail' and is_current and severity in ('error', 'warn')
        group by rule_id, severity order by severity, documents desc, rule_id limit 12"""
    )
    about = build.one("select * from meta_build order by build_id desc limit 1") or {}
    return Page("start.html", "明账", {"places": merged, "counts": counts, "failing": failing, "about": about}, merged)


def _merged_places(rows: list[Row]) -> list[Row]:
    """A place whose name changed over the years is one line, under its newest name."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: r["last_year"] or 0):
        before = found.get(row["place"])
        both = [row, before] if before else [row]
        found[row["place"]] = row | {
            "bodies": max(each["bodies"] for each in both),
            "documents": sum(each["documents"] for each in both),
            "missing": sum(each["missing"] for each in both),
            "first_year": min((each["first_year"] for each in both if each["first_year"]), default=None),
        }
    return sorted(found.values(), key=lambda r: str(r["place"]))


def place(build: Published, code: str) -> Page | None:
    """地区: bodies × years, and where the money goes by 类."""
    register = build.rows(
        """
        select unit_id, unit_name, fiscal_year, document_kind, status, document_id, version_count, is_late
        from mart_disclosure_register where place = ? order by unit_name collate zh, fiscal_year, document_kind, row_key""",
        [code],
    )
    if not register:
        return None
    name = build.one(
        "select coalesce(full_name, name) as name from dim_division where division_code = ? order by valid_from_year desc",
        [code],
    )
    years = sorted({row["fiscal_year"] for row in register if row["fiscal_year"]})
    bodies: dict[str, Row] = {}
    for row in register:
        body = bodies.setdefault(
            row["unit_id"] or "",
            {"unit_id": row["unit_id"], "unit_name": row["unit_name"], "by_year": defaultdict(list)},
        )
        body["by_year"][row["fiscal_year"]].append(row)
    functions = build.rows(
        """
        select fiscal_year, stage, document_scope, function_code, function_name, amount_yuan, share, body_count, consistent_body_count, row_key
        from mart_function_year
        where place = ? and level = '类' and stage in ('budget', 'final_accounts') and fund = 'all' and document_scope = 'department'
        order by fiscal_year desc, stage, amount_yuan desc, function_code, row_key""",
        [code],
    )
    newest = functions[0] if functions else None
    shown = [
        f for f in functions if newest and (f["fiscal_year"], f["stage"]) == (newest["fiscal_year"], newest["stage"])
    ]
    title = name["name"] if name else code
    return Page(
        "place.html",
        title,
        {"code": code, "years": years, "bodies": list(bodies.values()), "functions": shown, "newest": newest},
        register,
    )


# ---- bodies --------------------------------------------------------------------------------------------------------------


def unit(build: Published, unit_id: str) -> Page | None:
    """单位: its years, budget and final accounts apart, 三公 by item, documents."""
    figures = build.rows(
        "select * from mart_unit_year where unit_id = ? order by fiscal_year desc, stage, document_scope, row_key",
        [unit_id],
    )
    register = build.rows(
        "select * from mart_disclosure_register where unit_id = ? order by fiscal_year desc, document_kind, row_key",
        [unit_id],
    )
    if not figures and not register:
        return None
    head = (figures or register)[0]
    public = build.rows(
        """
        select fiscal_year, document_year, stage, item_zh, amount_yuan, amount_source, row_key, document_id
        from mart_three_public where unit_id = ? and is_own_year and stage in ('budget', 'final_accounts')
        order by fiscal_year desc, stage, three_public_item, row_key""",
        [unit_id],
    )
    peers = build.rows(
        """
        select fiscal_year, stage, document_scope, median(expenditure_yuan) as median_yuan, count(expenditure_yuan) as bodies
        from mart_unit_year where division_code = ? group by all""",
        [head["division_code"]],
    )
    medians = {(p["fiscal_year"], p["stage"], p["document_scope"]): p for p in peers}
    for row in figures:
        row["peer"] = medians.get((row["fiscal_year"], row["stage"], row["document_scope"]))
    cases = build.rows(
        """
        select document_id, fiscal_year, count(*) as findings from mart_finding
        where outcome = 'fail' and severity = 'error' and document_id in (select unnest(?::varchar[]))
        group by all order by fiscal_year desc, document_id""",
        [[row["document_id"] for row in register if row["document_id"]]],
    )
    values = {
        "head": head,
        "figures": figures,
        "register": register,
        "public": public,
        "failures": {row["document_id"]: row["findings"] for row in cases},
        "measures": TOTALS,
    }
    return Page("unit.html", head["unit_name"] or unit_id, values, figures or register)


# ---- documents -------------------------------------------------------------------------------------------------------------


def document(build: Published, document_id: str) -> Page | None:
    """文件: what it is, its tables, cases, what was not read."""
    head = build.one("select * from dim_document where document_id = ?", [document_id])
    if head is None:
        return None
    tables = build.rows("select * from document_table where document_id = ? order by table_seq", [document_id])
    cases = _findings(build, "document_id = ?", [document_id])
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
    values = {"head": head, "tables": tables, "cases": cases, "unread": unread, "editions": editions}
    return Page("document.html", title, values, tables)


def document_page(build: Published, document_id: str, number: str) -> Page | None:
    """One page of a document: its picture, and beside it what was read on it."""
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
    accused = build.rows(
        """
        select distinct unnest(left_amount_ids || right_amount_ids) as amount_id from mart_finding
        where document_id = ? and outcome = 'fail' and severity = 'error'""",
        [document_id],
    )
    marked = {row["amount_id"] for row in accused}
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
    return Page("page.html", f"{head['unit_name'] or head['file_name']} 第{page}页", values, amounts)


def amount(build: Published, amount_id: str) -> Page | None:
    """One figure: its cell, its picture, what it was understood to mean, and the findings that name it."""
    try:
        trace = trace_amount(build.connection().cursor(), amount_id)
    except TraceError:
        return None
    cases = _findings(
        build, "document_id = ? and (list_contains(left_amount_ids, ?) or list_contains(right_amount_ids, ?))",
        [trace.document_id, amount_id, amount_id],
    )  # fmt: skip
    return Page("amount.html", f"{trace.row_label} {trace.printed}", {"trace": trace, "cases": cases}, [])


def evidence(build: Published, row_key: str, column: str) -> Page | None:
    """What stands behind one figure of a mart: cells, sentences, files; of a computed one, what is behind its inputs."""
    try:
        found = evidence_of(build, row_key, column)
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


# ---- findings ---------------------------------------------------------------------------------------------------------------


def findings(build: Published) -> Page:
    """问题: failed findings by rule, and the newest documents that have any."""
    by_rule = build.rows(
        """
        select rule_id, any_value(rule_zh) as rule_zh, severity, count(*) as findings, count(distinct document_id) as documents
        from mart_finding where outcome = 'fail' and is_current group by rule_id, severity order by severity, documents desc, rule_id"""
    )
    by_document = build.rows(
        """
        select document_id, any_value(unit_name) as unit_name, any_value(file_name) as file_name, any_value(fiscal_year) as fiscal_year,
               any_value(division_code) as division_code, count(*) as findings
        from mart_finding where outcome = 'fail' and severity = 'error' and is_current group by document_id order by findings desc, document_id"""
    )
    return Page("findings.html", "问题", {"by_rule": by_rule, "by_document": by_document}, by_rule)


def rule(build: Published, rule_id: str) -> Page | None:
    """One rule: what it says, where it comes from, every document that breaks it."""
    head = build.one("select * from dim_rule where rule_id = ?", [rule_id])
    if head is None:
        return None
    cases = _findings(build, "rule_id = ? and is_current", [rule_id])
    outcomes = build.rows(
        "select outcome, count(*) as findings from finding where rule_id = ? group by 1 order by 2 desc, 1", [rule_id]
    )
    return Page(
        "rule.html", f"{rule_id} {head['statement_zh']}", {"head": head, "cases": cases, "outcomes": outcomes}, cases
    )


def _findings(build: Published, condition: str, values: list[object]) -> list[Row]:
    """Failed findings with what a list of them shows, the worst first; `condition` is one of this module's."""
    return build.rows(
        f"""
        select * from mart_finding where outcome = 'fail' and {condition}
        order by list_position(['error', 'warn', 'compliance', 'info'], severity), abs(difference) desc nulls last, rule_id, row_key""",  # noqa: S608
        values,
    )


# ---- comparing ---------------------------------------------------------------------------------------------------------------


def compare(
    build: Published,
    measure: str = "expenditure_yuan",
    year: str = "",
    stage: str = "budget",
    scope: str = "department",
    *,
    place: str = "",
) -> Page | None:
    """指标比较: one measure of one year, stage and scope over bodies; budget and final accounts, departments and units are never mixed."""
    found = comparison.compare(build, measure, int(year) if year.isdigit() else None, stage, scope, place=place)
    if found is None:
        return None
    values = {
        "found": found, "measures": MEASURES, "place": place, "shown": found.rows[:_PART], "largest": max(found.known, default=Decimal(0)),
    }  # fmt: skip
    return Page("compare.html", f"{MEASURES[measure]} {found.year}", values, found.rows)


def projects(build: Published) -> Page:
    """项目: the largest projects; search finds the others."""
    rows = build.rows(
        """
        select row_key, document_id, unit_name, division_code, fiscal_year, stage, project_key, project_name, amount_yuan, indicator_count
        from mart_project where project_name is not null order by amount_yuan desc nulls last, row_key limit 500"""
    )
    return Page("projects.html", "项目", {"shown": rows[:200]}, rows)


def project(build: Published, project_key: str) -> Page | None:
    """One project over its years, with its targets."""
    rows = build.rows(
        "select * from mart_project where project_key = ? order by fiscal_year, stage, row_key", [project_key]
    )
    if not rows:
        return None
    targets = build.rows(
        """
        select i.page, i.document_id, i.level1, i.level2, i.level3, i.target_printed
        from fact_performance_indicator as i
        where i.document_id in (select unnest(?::varchar[])) and i.project_name = ? order by i.document_id, i.page, i.table_seq, i.indicator_seq""",
        [[row["document_id"] for row in rows], rows[0]["project_name"]],
    )
    return Page("project.html", rows[0]["project_name"] or project_key, {"rows": rows, "targets": targets}, rows)


def about(build: Published) -> Page:
    """说明: what is shown and what is not."""
    tables = build.rows("select table_name, comment from duckdb_tables() where schema_name = 'main' order by 1")
    return Page(
        "about.html",
        "说明",
        {"tables": tables, "build": build.one("select * from meta_build order by build_id desc limit 1") or {}},
        tables,
    )


PAGES: Mapping[str, Callable[..., Page | None]] = {
    "": start, "place": place, "unit": unit, "document": document, "page": document_page, "amount": amount, "evidence": evidence,
    "findings": findings, "rule": rule, "compare": compare, "projects": projects, "project": project, "about": about,
}  # fmt: skip
"""First part of an address → what the page shows; further parts of the address are the arguments."""
