"""Facts that stand in forms and indicator tables instead of prose: the department's budget total, people and vehicles in office."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pipeline.language.spelling import aligned, squeezed
from pipeline.language.units import FACTORS
from pipeline.narrative.words import words
from pipeline.tables.model import DocumentLayout, Table, TableCell

_WORDS = words().forms
_HEADS = {"staff_actual": _WORDS.staff_actual, "vehicle_count": _WORDS.vehicle_count}
FormStatement = tuple[int, str, Decimal, str, str, str, str | None]
"""Page, item, value, unit, printed, label and value as printed, title of the table."""


def form_statements(layout: DocumentLayout) -> Iterator[FormStatement]:
    """Read labelled figures of forms.

    A document that lists several units' head counts states none for itself: such an item is left out.

    Args:
        layout: tables of the document.

    Yields:
        one statement for each item found exactly once.
    """
    found: dict[str, list[FormStatement]] = {}
    for table in layout.tables:
        for statement in _of_table(table):
            found.setdefault(statement[1], []).append(statement)
    for statements in found.values():
        if len({statement[2] for statement in statements}) == 1:
            yield statements[0]


def _of_table(table: Table) -> Iterator[FormStatement]:
    for row in table.rows:
        cells = [cell for _, cell in sorted(row.cells.items()) if cell.text]
        for label, value in pairwise(cells):
            statement = _labelled(table, label, value)
            if statement is not None:
                yield statement


def _labelled(table: Table, label: TableCell, value: TableCell) -> FormStatement | None:
    name = aligned(squeezed(label.text))
    printed = squeezed(value.text)
    whole = f"{squeezed(label.text)} {printed}"
    total = _WORDS.total.match(name)
    if total:
        amount = _WORDS.amount.match(aligned(printed))
        unit = amount and (amount.group("unit") or total.group("unit"))
        if amount and unit:
            yuan = Decimal(amount.group("number").replace(",", "")) * FACTORS[unit]
            return value.page, "department_budget_total", yuan, "yuan", printed, whole, table.title or None
    for item, pattern in _HEADS.items():
        count = _WORDS.count.match(aligned(printed)) if pattern.match(name) else None
        if count:
            return value.page, item, Decimal(count.group("number")), "count", printed, whole, table.title or None
    return None
