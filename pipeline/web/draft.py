"""What there is to say about drafts: contradictions with the page beside them, missing tables, and how two editions differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline.answers.build import Published
from pipeline.home import Home
from pipeline.tables.model import Box
from pipeline.tracing.picture import PictureError, marked_page

SHOWN = {"error": "须改", "warn": "请核", "compliance": "合规"}
"""Severities that a drafter is told of."""
_PICTURE_DPI = 90
_PAGES = 3
"""Pages shown of a case; the message names all."""
_DIFFERENCES = 300
"""Most changed figures listed of two editions."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """One file."""

    head: Row
    """Its row of `dim_document`."""
    cases: Sequence[Row]
    """Failed findings; `pictures` holds (page, PNG) with both sides marked."""
    missing: Sequence[str]
    """Names of required tables that were not seen."""
    unread: Sequence[Row]
    """Figures that were not read with certainty, and so not checked."""


@dataclass(frozen=True, slots=True)
class Editions:
    """Two editions of one disclosure."""

    older: Row
    newer: Row
    changes: Sequence[Row]
    """Cells that differ: `page_before`, `page_after`, `row_label`, `column_path`, `printed_before`, `printed_after` (None where there is none)."""
    count: int
    """Of all changes, those not listed included."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about the files."""

    drafts: Sequence[Draft]
    editions: Sequence[Editions]

    @property
    def contradictions(self) -> int:
        """How many there are to correct."""
        return sum(case["severity"] == "error" for draft in self.drafts for case in draft.cases)


def report_on(home: Home) -> Report:
    """Look at all documents of a home.

    Args:
        home: a home with nothing but the drafts in it.

    Raises:
        NothingPublishedError: there is no build.
    """
    build = Published(home)
    heads = build.rows("select * from dim_document order by file_name, document_id")
    return Report([_draft(home, build, head) for head in heads], _editions(build, heads))


def _draft(home: Home, build: Published, head: Row) -> Draft:
    cases = build.rows(
        """
        select * from mart_finding where document_id = ? and outcome = 'fail' and list_contains(?, severity)
        order by list_position(?, severity), rule_id, finding_no""",
        [head["document_id"], list(SHOWN), list(SHOWN)],
    )
    for case in cases:
        case["pictures"] = _pictures(home, build, head["sha256"], case)
    missing = build.rows(
        """
        select k.name_zh from mart_disclosure_register as r, unnest(r.missing_required_kinds) as m (kind)
        join dim_table_kind as k on k.table_kind = m.kind
        where r.document_id = ? order by k.sort_order""",
        [head["document_id"]],
    )
    unread = build.rows(
        "select page, printed, reason from quarantine where document_id = ? order by page", [head["document_id"]]
    )
    return Draft(head, cases, [row["name_zh"] for row in missing], unread)


def _pictures(home: Home, build: Published, sha256: str, case: Row) -> list[tuple[int, bytes]]:
    """Pages with both sides marked: (page, PNG)."""
    boxes: dict[int, tuple[list[Box], list[Box]]] = defaultdict(lambda: ([], []))
    for side, column in enumerate(("left_amount_ids", "right_amount_ids")):
        cells = build.rows(
            "select page, x0, top, x1, bottom from fact_amount where list_contains(?, amount_id)", [case[column] or []]
        )
        for cell in cells:
            boxes[cell["page"]][side].append(Box(cell["x0"], cell["top"], cell["x1"], cell["bottom"]))
    found = []
    for page, (left, right) in sorted(boxes.items())[:_PAGES]:
        try:
            found.append((page, marked_page(home.stored_file(sha256), page, left, others=right, dpi=_PICTURE_DPI)))
        except PictureError:
            continue
    return found


def _editions(build: Published, heads: Sequence[Row]) -> list[Editions]:
    """Files of the same body, year and kind, each with the one before it in the order of their names."""
    found: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for head in heads:
        if head["unit_name"] and head["fiscal_year"] and not head["duplicate_of"]:
            found[head["unit_name"], head["fiscal_year"], head["document_kind"]].append(head)
    pairs = [pair for same in found.values() for pair in pairwise(same)]
    return [_compared(build, older, newer) for older, newer in pairs]


def _compared(build: Published, older: Row, newer: Row) -> Editions:
    """Cells of the same row and column of the same kind of table that print another amount, or stand in one edition only."""
    changes = build.rows(
        """
        with cells as (
            select document_id, table_kind, coalesce(row_label, '') as row_label, coalesce(column_path, '') as column_path, page, printed,
                   amount_yuan, row_number() over (
                       partition by document_id, table_kind, row_label, column_path order by table_seq, row_seq, column_seq
                   ) as nth
            from fact_amount where document_id in ($older, $newer)
        )
        select coalesce(a.table_kind, b.table_kind) as table_kind, coalesce(a.row_label, b.row_label) as row_label,
               coalesce(a.column_path, b.column_path) as column_path, a.page as page_before, b.page as page_after, a.printed as printed_before,
               b.printed as printed_after
        from (from cells where document_id = $older) as a
        full join (from cells where document_id = $newer) as b using (table_kind, row_label, column_path, nth)
        where a.amount_yuan is distinct from b.amount_yuan
            and (coalesce(a.amount_yuan, 0) <> 0 or coalesce(b.amount_yuan, 0) <> 0)
        order by coalesce(b.page, a.page), row_label, column_path""",
        {"older": older["document_id"], "newer": newer["document_id"]},
    )
    return Editions(older, newer, changes[:_DIFFERENCES], len(changes))
