"""The verdict on the leaves of a table: do they give the totals that the table prints?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.binding.bound import BoundTable
from pipeline.binding.rounding import agrees
from pipeline.binding.sums.ledger import Sums, sums_of
from pipeline.language.numbers import Printed

CONFIRMED, NO_TOTAL, UNSURE = "confirmed", "no_total", "unsure"
_LEAST = 3
"""Sums that must hold before a single cell is called a slip of the office."""


@dataclass(frozen=True, slots=True)
class LeafVerdict:
    """`confirmed`, `no_total` or `unsure`, and why where it is unsure."""

    status: str
    reason: str | None = None


def leaf_verdict(one: BoundTable) -> LeafVerdict:
    """Judge the leaves of a table by its own sums.

    Args:
        one: the table after its lists were bound.

    Returns:
        `confirmed` where in every list, year and stage the leaf rows give the total row and the leaf columns the total column, one misprinted
        cell aside; `no_total` where no total is printed; `unsure` where they do not agree.
    """
    found: list[LeafVerdict] = []
    before: list[Printed] = []
    for each in one.lists:
        for sums in sums_of(each, one.moment, each.block.flow or one.defaults.flow):
            found.append(LeafVerdict(CONFIRMED) if _shares_its_total(sums, before) else _of_list(sums))
            before = [*before, *sums.leaves] if sums.total_row is None else []
    unsure = next((v for v in found if v.status == UNSURE), None)
    if unsure is not None:
        return unsure
    return LeafVerdict(CONFIRMED if any(v.status == CONFIRMED for v in found) else NO_TOTAL)


def _shares_its_total(sums: Sums, before: Sequence[Printed]) -> bool:
    """公用经费合计 under 资本性支出 also sums 商品和服务支出 in the list to its left, which prints no total (西安 d504cbd6d8, page 158)."""
    if not before or sums.total_row is None or len(sums.wrong_columns) != 1 or len(sums.leaf_columns) != 1:
        return False
    return agrees(sums.total_row.figures[sums.wrong_columns[0].seq], [*before, *sums.leaves])


def _of_list(sums: Sums) -> LeafVerdict:
    if not sums.proves_something:
        return LeafVerdict(NO_TOTAL)
    if sums.is_multiple:
        return LeafVerdict(UNSURE, "the rows read as parts add up to a multiple of the printed total")
    if not sums.wrong_columns and not sums.wrong_rows:
        return LeafVerdict(CONFIRMED if sums.right_columns or sums.is_single else NO_TOTAL)
    if _is_one_slip(sums):
        return LeafVerdict(CONFIRMED)
    if sums.wrong_columns:
        heads = ", ".join(dict.fromkeys(c.column_path or "(no head)" for c in sums.wrong_columns))
        return LeafVerdict(UNSURE, f"the rows read as parts do not add up to the printed total in: {heads}")
    return LeafVerdict(
        UNSURE, f"the columns read as parts do not add up to {_head(sums)} in {len(sums.wrong_rows)} rows"
    )


def _head(sums: Sums) -> str:
    return sums.whole.column_path if sums.whole is not None and sums.whole.column_path else "their total"


def _is_one_slip(sums: Sums) -> bool:
    """One cell off in its row and in its column, or a slip that touches no leaf: everything together gives the total."""
    if len(sums.wrong_columns) == 1 and len(sums.wrong_rows) == 1:
        return len(sums.right_columns) + len(sums.right_rows) >= _LEAST
    leaf_is_wrong = any(c.is_leaf for c in sums.wrong_columns)
    return sums.is_all is True and not leaf_is_wrong and len(sums.wrong_rows) <= len(sums.right_rows)
