"""单位: a body over its years, the same kind of office elsewhere, what it buys, and what it is asked to answer."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from pipeline.answers.build import Published
from pipeline.answers.measures import TOTALS
from pipeline.web.pages.page import Page, Row, failed_findings


def unit(build: Published, unit_id: str) -> Page | None:
    """A body: years across, budget and final accounts apart, department and unit apart; 三公 by item; documents; peers; relatives."""
    figures = build.rows(
        "select * from mart_unit_year where unit_id = ? order by fiscal_year, stage, document_scope, row_key", [unit_id]
    )
    register = build.rows(
        "select * from mart_disclosure_register where unit_id = ? order by fiscal_year desc, document_kind, row_key",
        [unit_id],
    )
    if not figures and not register:
        return None
    head = figures[-1] if figures else register[0]
    public = build.rows(
        """
        select fiscal_year, document_year, stage, document_scope, three_public_item, item_zh, amount_yuan, amount_source, row_key, document_id
        from mart_three_public where unit_id = ? and is_own_year and stage in ('budget', 'final_accounts')
        order by fiscal_year, stage, three_public_item, row_key""",
        [unit_id],
    )
    documents = [row["document_id"] for row in register if row["document_id"]]
    failures = build.rows(
        """
        select document_id, count(*) as findings from mart_finding
        where outcome = 'fail' and severity = 'error' and list_contains(?, document_id) group by all""",
        [documents],
    )
    peers = _peers(build, figures)
    values = {
        "head": head,
        "groups": _by_stage_and_scope(figures),
        "public": [
            group | {"items": list({row["three_public_item"]: row["item_zh"] for row in group["rows"]}.items())}
            for group in _by_stage_and_scope(public)
        ],
        "register": register,
        "failures": {row["document_id"]: row["findings"] for row in failures},
        "measures": TOTALS,
        "peers": peers,
        "peer_median": statistics.median([row["expenditure_yuan"] for row in peers]) if peers else None,
        "relatives": _relatives(build, unit_id),
        "with_classes": {
            (row["document_id"], row["disclosure_seq"])
            for row in build.rows(
                "select distinct document_id, disclosure_seq from mart_economic_year where list_contains(?, document_id)",
                [documents],
            )
        },
    }
    return Page("unit.html", head["unit_name"] or unit_id, values, figures or register)


def _by_stage_and_scope(rows: Sequence[Row]) -> list[Row]:
    """Rows of one scope and stage together, departments and budgets first, with the years they cover."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["document_scope"] or "", row["stage"] or ""), []).append(row)
    return [
        {
            "scope": scope,
            "stage": stage,
            "rows": group,
            "years": sorted({row["fiscal_year"] for row in group if row["fiscal_year"]}),
        }
        for (scope, stage), group in sorted(found.items())
    ]


def _peers(build: Published, figures: Sequence[Row]) -> list[Row]:
    """The same kind of office elsewhere in the newest year, stage and scope of this one, the largest first; none when there is no other."""
    if not figures:
        return []
    own = figures[-1]
    rows = build.rows(
        """
        select f.row_key, f.unit_id, f.unit_name, f.division_code, f.fiscal_year, f.stage, f.document_scope, f.expenditure_yuan,
               f.expenditure_is_consistent, u.office_kind
        from mart_unit_year as f join dim_unit as u using (unit_key)
        where f.fiscal_year = ? and f.stage = ? and f.document_scope = ? and f.expenditure_yuan is not null
            and u.office_kind = (select any_value(office_kind) from dim_unit where unit_key = ?)
        order by f.expenditure_yuan desc, f.unit_name, f.row_key""",
        [own["fiscal_year"], own["stage"], own["document_scope"], own["unit_key"]],
    )
    return rows if len({row["unit_id"] for row in rows}) > 1 else []


def _relatives(build: Published, unit_id: str) -> list[Row]:
    """The department of a unit, or the units of a department, each with its newest figure; beside each other, never added."""
    return build.rows(
        """
        with related as (
            select unit_id, 'unit' as relation from dim_unit where department_unit_id = $unit and unit_id <> $unit
            union
            select department_unit_id, 'department' from dim_unit where unit_id = $unit and department_unit_id <> $unit
        )
        select r.relation, f.unit_id, f.unit_name, f.fiscal_year, f.stage, f.document_scope, f.expenditure_yuan, f.row_key,
               f.expenditure_is_consistent
        from related as r join mart_unit_year as f using (unit_id)
        qualify row_number() over (partition by f.unit_id, f.document_scope order by f.fiscal_year desc, f.stage) = 1
        order by r.relation, f.unit_name, f.row_key""",
        {"unit": unit_id},
    )


def economic(build: Published, document_id: str, number: str) -> Page | None:
    """经济分类 of a disclosure: classes and items, each table's coverage apart."""
    if not number.isdigit():
        return None
    rows = build.rows(
        """
        select * from mart_economic_year where document_id = ? and disclosure_seq = ?
        order by coverage, stage, department_class, department_economic_code, spending_kind, row_key""",
        [document_id, int(number)],
    )
    if not rows:
        return None
    classes: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        group = classes.setdefault((row["coverage"], row["stage"]), {})
        one = group.setdefault(row["department_class"] or "", {"name": row["department_class_name"], "rows": []})
        one["rows"].append(row)
    return Page(
        "economic.html",
        rows[0]["unit_name"] or document_id,
        {"classes": classes, "head": rows[0]},
        rows,
        of=str(rows[0]["fiscal_year"]),
    )


def answer(build: Published, unit_id: str) -> Page | None:
    """答复清单: what an office is asked about all its documents that stand, as a list to be printed and answered."""
    head = build.one(
        "select unit_name from mart_disclosure_register where unit_id = ? order by fiscal_year desc", [unit_id]
    )
    if head is None:
        return None
    cases = failed_findings(
        build,
        """severity in ('error', 'warn') and is_current
        and document_id in (select document_id from mart_disclosure_register where unit_id = ?)""",
        [unit_id],
    )
    first: dict[object, Row] = {}
    for case in cases:
        first.setdefault((case["document_id"], case["case_id"] or case["row_key"]), case)
    return Page("answer.html", head["unit_name"] or unit_id, {"cases": list(first.values()), "unit_id": unit_id}, cases)
