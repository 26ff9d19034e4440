"""Rows of invented tables whose sums are added up here, so that only leaves are written out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.samples.layouts.paper import Facets, Money, Row

GP, GF, SC, FA = "general_public_budget", "government_managed_funds", "state_capital_operations", "fiscal_appropriation"
PART: Facets = {"is_leaf_column": True}
WHOLE: Facets = {"is_leaf_column": False}

Values = tuple[int, ...]
Item = tuple[str, str, Values]
"""Code, name and the figures of its columns, parts and totals alike."""


def spent(fund: str = "all", kind: str = "all", **more: Any) -> Facets:
    """An amount column of expenditure."""
    return {"flow": "expenditure", "fund": fund, "spending_kind": kind, **more}


def row(*cells: Any, leaf: bool, kind: str, label: str | None, indent: int = 0, **more: Any) -> Row:
    """A row; whole numbers among its cells are money, in 0.01 of the unit."""
    return Row(
        [Money(c) if isinstance(c, int) else c for c in cells],
        {"row_kind": kind, "is_leaf": leaf, "row_label": label, **more},
        indent=indent,
    )


def total(*cells: Any, label: str | None = "合计", **more: Any) -> Row:
    """The row that sums the list."""
    return row(*cells, leaf=False, kind="total", label=label, **more)


def added(lines: Sequence[Values]) -> tuple[int, ...]:
    """The sum of every column."""
    return tuple(sum(column) for column in zip(*lines, strict=True))


def functions(
    items: Sequence[Item], above: dict[str, str], *, split: bool = False, own_level: bool = False, **more: Any
) -> list[Row]:
    """Functions with the 类 and 款 over them, each the sum of its parts.

    Args:
        items: 项 in the order of their codes.
        above: names of the 类 and 款.
        split: 类, 款 and 项 in a cell each; with `own_level` only the last of them is printed.
        own_level: see `split`.
        more: facets of every row.
    """
    rows: list[Row] = []
    seen: set[str] = set()
    for code, name, _ in items:
        for length in (3, 5, 7):
            prefix = code[:length]
            if prefix in seen:
                continue
            seen.add(prefix)
            values = added([v for c, _, v in items if c.startswith(prefix)])
            label = name if length == 7 else above[prefix]
            printed: list[str] = [prefix]
            if split:
                printed = [prefix[:3], prefix[3:5], prefix[5:7]]
                if own_level:
                    printed = [p if i == (length - 3) // 2 else "" for i, p in enumerate(printed)]
            rows.append(
                row(
                    *printed, label, *values, leaf=length == 7, kind="function", label=label, function_code=prefix,
                    **more,
                )
            )  # fmt: skip
    return rows


def economic(
    items: Sequence[Item], above: dict[str, str], field: str = "department_economic_code", *, indent: bool = False
) -> list[Row]:
    """Economic items with the 类 over them, each the sum of its parts."""
    rows: list[Row] = []
    seen: set[str] = set()
    for code, name, _ in items:
        for length in (3, 5):
            prefix = code[:length]
            if prefix in seen:
                continue
            seen.add(prefix)
            values = added([v for c, _, v in items if c.startswith(prefix)])
            label = name if length == 5 else above[prefix]
            facets = {field: prefix}
            rows.append(
                row(
                    prefix, label, *values, leaf=length == 5, kind="economic", label=label,
                    indent=int(indent and length == 5), **facets,
                )
            )  # fmt: skip
    return rows


def heads(*words: str) -> list[list[tuple[str, int, int]]]:
    """One header row without merged cells."""
    return [[(w, 1, 1) for w in words]]
