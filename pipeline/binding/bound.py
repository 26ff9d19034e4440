"""What binding hands over, and a table between its two passes."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.binding.columns.roles import Block, BoundColumn
from pipeline.binding.forms.reading import FormAmount
from pipeline.binding.kind import KindDecision
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.binding.rows.tree import Leaves
from pipeline.binding.units import UnitDecision
from pipeline.language.meaning import Facets, Moment
from pipeline.records import (
    AmountRecord,
    ColumnRecord,
    QuantityRecord,
    QuarantineRecord,
    RowRecord,
    TableRecord,
)
from pipeline.tables.model import Table


@dataclass(slots=True)
class BoundDocument:
    """All records that binding makes of one document."""

    tables: list[TableRecord] = field(default_factory=list)
    columns: list[ColumnRecord] = field(default_factory=list)
    amounts: list[AmountRecord] = field(default_factory=list)
    rows: list[RowRecord] = field(default_factory=list)
    quantities: list[QuantityRecord] = field(default_factory=list)
    quarantine: list[QuarantineRecord] = field(default_factory=list)


@dataclass(slots=True)
class TableList:
    """One list of a table with its rows."""

    block: Block
    rows: list[RowMeaning]
    leaves: Leaves


@dataclass(slots=True)
class BoundTable:
    """A table whose words are understood and whose unit may still be open."""

    table: Table
    decision: KindDecision
    by: str
    columns: list[BoundColumn]
    moment: Moment
    defaults: Facets
    only_spends: bool = False
    """A table of expenditure whose heads of revenue name the source of the money."""
    lists: list[TableList] = field(default_factory=list)
    form: list[FormAmount] = field(default_factory=list)
    unit: UnitDecision = field(default_factory=lambda: UnitDecision(None, None))
    refusal: str | None = None
    """Why the columns cannot be trusted; its figures are then quarantined."""
    leaf_status: str | None = None
    """`confirmed`, `no_total` or `unsure`: whether its leaves give the totals it prints."""
    leaf_reason: str | None = None
    values: list[Decimal] = field(default_factory=list)
    """All figures of its amount columns, in the printed unit."""
