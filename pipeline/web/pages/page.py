"""A page before it is drawn, and what page functions share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.answers.build import Published

Row = dict[str, Any]
PART = 500
"""Rows that a page shows; its CSV has all."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is drawn."""

    template: str
    title: str
    """A word of the pages, or a name from the data."""
    values: Mapping[str, Any] = field(default_factory=dict)
    rows: Sequence[Row] = ()
    """What the page's CSV, XLSX and JSON hold."""
    of: str = ""
    """What stands after the title: a year, a name."""


def failed_findings(build: Published, condition: str, values: list[object]) -> list[Row]:
    """Failed findings with what a list of them shows, the worst first; `condition` is one of these modules'."""
    return build.rows(
        f"""
        select * from mart_finding where outcome = 'fail' and {condition}
        order by list_position(['error', 'warn', 'compliance', 'info'], severity), abs(difference) desc nulls last, rule_id, row_key""",  # noqa: S608
        values,
    )


def place_name(build: Published, code: str) -> str:
    """Newest name of a division, or its code."""
    row = build.one(
        "select coalesce(full_name, name) as name from dim_division where division_code = ? order by valid_from_year desc",
        [code],
    )
    return str(row["name"]) if row else code
