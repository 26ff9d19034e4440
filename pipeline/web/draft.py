"""A report about drafts before they are published: what contradicts itself, with the page beside it, and which required tables are missing."""

from __future__ import annotations

import base64
from collections import defaultdict
from typing import Any

from pipeline.answers.build import Published
from pipeline.home import Home
from pipeline.tables.model import Box
from pipeline.tracing.picture import PictureError, marked_page
from pipeline.web.render import render_alone

_SHOWN = {"error": "须改", "warn": "请核", "compliance": "合规"}
"""Severities that a drafter is told of."""
_PICTURE_DPI = 90
_PAGES = 3
"""Pages shown of a case; the message names all."""


def draft_report(home: Home) -> tuple[str, int]:
    """One HTML file about all documents of a home.

    Args:
        home: a home with nothing but the drafts in it.

    Returns:
        the file, self-contained (pictures inside, nothing loaded from anywhere), and how many contradictions it lists.

    Raises:
        NothingPublishedError: there is no build.
    """
    build = Published(home)
    documents = [
        _document(home, build, row) for row in build.rows("select * from dim_document order by file_name, document_id")
    ]
    count = sum(case["severity"] == "error" for document in documents for case in document["cases"])
    return render_alone("draft.html", documents=documents, words_of_severity=_SHOWN), count


def _document(home: Home, build: Published, row: dict[str, Any]) -> dict[str, Any]:
    cases = build.rows(
        """
        select * from mart_finding where document_id = ? and outcome = 'fail' and list_contains(?, severity)
        order by list_position(?, severity), rule_id, finding_no""",
        [row["document_id"], list(_SHOWN), list(_SHOWN)],
    )
    for case in cases:
        case["pictures"] = _pictures(home, build, row["sha256"], case)
    missing = build.rows(
        """
        select k.name_zh from mart_disclosure_register as r, unnest(r.missing_required_kinds) as m (kind)
        join dim_table_kind as k on k.table_kind = m.kind
        where r.document_id = ? order by k.sort_order""",
        [row["document_id"]],
    )
    unread = build.rows(
        "select page, printed, reason from quarantine where document_id = ? order by page", [row["document_id"]]
    )
    return {**row, "cases": cases, "missing": [m["name_zh"] for m in missing], "unread": unread}


def _pictures(home: Home, build: Published, sha256: str, case: dict[str, Any]) -> list[tuple[int, str]]:
    """Strips of the pages with both sides marked: (page, PNG as data address)."""
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
            png = marked_page(home.stored_file(sha256), page, left, others=right, dpi=_PICTURE_DPI)
        except PictureError:
            continue
        found.append((page, f"data:image/png;base64,{base64.b64encode(png).decode()}"))
    return found
