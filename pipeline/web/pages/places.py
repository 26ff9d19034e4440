"""首页, 地区 and 科目: what there is, who has published, where the money goes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipeline.answers.build import Published
from pipeline.web.charts import treemap
from pipeline.web.pages.page import Page, Row, place_name

_MAP = (1000.0, 420.0)
"""Width and height of a treemap."""
_FUNCTIONS = """
    select fiscal_year, stage, document_scope, level, function_code, function_name, amount_yuan, share, body_count, consistent_body_count, row_key
    from mart_function_year
    where place = ? and stage in ('budget', 'final_accounts') and fund = 'all' and document_scope = 'department'"""


def start(build: Published) -> Page:
    """首页: places with bodies, documents and years; what is new since the last build; what fails most."""
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
        select rule_id, any_value(rule_zh) as rule_zh, any_value(rule_en) as rule_en, severity, count(distinct document_id) as documents
        from mart_finding where outcome = 'fail' and is_current and severity in ('error', 'warn')
        group by rule_id, severity order by severity, documents desc, rule_id limit 12"""
    )
    news = build.rows("select * from meta_build_diff order by surprise desc, diff_no limit 12")
    values = {"places": merged, "counts": counts, "failing": failing, "news": news}
    return Page("start.html", "政府部门公开的预算、决算，逐格可查、逐处核对", values, merged)


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
    """地区: bodies × years, who is missing or late, and where the money goes by 类."""
    register = build.rows(
        """
        select r.unit_id, r.unit_name, r.fiscal_year, r.document_kind, r.status, r.document_id, r.version_count, r.is_late,
               r.days_after_approval, d.failed_error_count, d.status as reading
        from mart_disclosure_register as r left join dim_document as d using (document_id)
        where r.place = ? order by r.unit_name collate zh, r.fiscal_year, r.document_kind, r.row_key""",
        [code],
    )
    if not register:
        return None
    years = sorted({row["fiscal_year"] for row in register if row["fiscal_year"]})
    bodies: dict[str, dict[str, Any]] = {}
    for row in register:
        body = bodies.setdefault(
            row["unit_id"] or "",
            {"unit_id": row["unit_id"], "unit_name": row["unit_name"], "by_year": defaultdict(list)},
        )
        body["by_year"][row["fiscal_year"]].append(row)
    classes = build.rows(
        f"{_FUNCTIONS} and level = '类' order by fiscal_year desc, stage, amount_yuan desc, function_code, row_key",
        [code],
    )
    newest = classes[0] if classes else None
    choices = sorted({(row["fiscal_year"], row["stage"]) for row in classes}, reverse=True)
    shown = [row for row in classes if newest and _same(row, newest)]
    tiles = treemap([float(row["amount_yuan"] or 0) for row in shown], *_MAP)
    values = {
        "code": code, "years": years, "bodies": list(bodies.values()), "functions": shown, "newest": newest, "choices": choices,
        "tiles": tiles, "frame": _MAP, "absent": [row for row in register if row["status"] == "missing" or row["is_late"]],
    }  # fmt: skip
    return Page("place.html", place_name(build, code), values, register)


def functions(build: Published, code: str, year: str, stage: str) -> Page | None:
    """科目: 类, 款 and 项 of a place in a year and stage, as a tree; departments only, so that nothing is in it twice."""
    if not year.isdigit():
        return None
    rows = build.rows(
        f"{_FUNCTIONS} and fiscal_year = ? and stage = ? order by amount_yuan desc, function_code, row_key",
        [code, int(year), stage],
    )
    if not rows:
        return None
    by_parent: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_parent[row["function_code"][: {"款": 3, "项": 5}.get(row["level"], 0)]].append(row)
    known = {row["function_code"] for row in rows}
    orphans = [row for parent, children in by_parent.items() if parent and parent not in known for row in children]
    values = {"code": code, "year": int(year), "stage": stage, "by_parent": by_parent, "orphans": orphans}
    return Page("functions.html", place_name(build, code), values, rows, of=year)


def _same(row: Row, other: Row) -> bool:
    return (row["fiscal_year"], row["stage"]) == (other["fiscal_year"], other["stage"])
