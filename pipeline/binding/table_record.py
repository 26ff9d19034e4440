"""The record of a table: what was found, and whether it was understood."""

from __future__ import annotations

from pipeline.binding.bound import BoundTable
from pipeline.language.numbers import has_separator, hides_figure, looks_like_amount
from pipeline.language.spelling import plain, year_in
from pipeline.records import DocumentIdentity, TableRecord


def table_record(one: BoundTable, identity: DocumentIdentity, document_id: str, *, loaded: int) -> TableRecord:
    """The `document_table` row.

    Args:
        one: the table with everything decided.
        identity: supplies unit and year where the table prints none.
        document_id: goes into the record.
        loaded: how many of its amounts were loaded.
    """
    table = one.table
    status, reason = _status(one, loaded=loaded)
    return TableRecord(
        document_id=document_id,
        table_seq=table.seq,
        table_kind=one.decision.kind,
        title=table.title,
        label=table.label,
        page_first=table.page_first,
        page_last=table.page_last,
        amount_unit=one.unit.unit,
        amount_unit_source=one.unit.source,
        row_count=len(table.rows),
        column_count=len(table.columns),
        amount_like_count=_amount_like(one),
        status=status,
        status_reason=reason,
        unit_name=identity.unit_name,
        fiscal_year=year_in(plain(table.title)) or one.moment.fiscal_year,
        by=one.by,
        leaf_status=one.leaf_status if status == "bound" else None,
        leaf_reason=one.leaf_reason if status == "bound" else None,
    )


def _amount_like(one: BoundTable) -> int:
    """Figures in amount columns, and everything else in the body that has a point or separators (codes and ordinals have none)."""
    money = {c.seq for c in one.columns if c.holds_amounts}
    return sum(
        1
        for row in one.table.rows
        for seq, c in row.cells.items()
        if c.text
        and (
            (looks_like_amount(c.text) and (seq in money or has_separator(c.text)))
            or (seq in money and hides_figure(c.text))
        )
    )


def _status(one: BoundTable, *, loaded: int) -> tuple[str, str | None]:
    if not any(v != 0 for v in one.values):
        if hidden := sum(hides_figure(c.text) for row in one.table.rows for c in row.cells.values()):
            return "unbound", f"shows {hidden} figures that nobody can read"
        return "empty", "prints only zeros" if one.values else "prints no amount"
    if one.refusal:
        return "unbound", one.refusal
    if one.unit.unit is None:
        return "unbound", one.unit.reason or "no amount unit is printed"
    if not loaded:
        return "unbound", "no column could be understood as amounts"
    return "bound", None
