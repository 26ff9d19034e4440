"""Rows that reading one document produces: the border between Python and the warehouse.

One dataclass per raw table. `schemas/` declares the same tables for pandera, DuckDB and the data dictionary; a test proves that names and
order agree. Amounts are `Decimal`; boxes are PDF points from the top left of the page as displayed; pages and sequences count from 1.
Column meanings and allowed values: the warehouse contract (docs/analysts/).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(slots=True)
class DocumentIdentity:
    """Who published what for when, read from the content; None rather than a guess."""

    document_kind: str = "unknown"
    fiscal_year: int | None = None
    division_code: str | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    """Field name → where the value was read (`page 1: 2024年部门预算公开`)."""


@dataclass(slots=True)
class TableRecord:
    """raw `document_table`."""

    document_id: str
    table_seq: int
    table_kind: str
    title: str
    label: str | None
    page_first: int
    page_last: int
    amount_unit: str | None
    amount_unit_source: str | None
    """Where the unit was found: `table`, `column`, `document`, `arithmetic`."""
    row_count: int
    column_count: int
    amount_like_count: int
    """Amount-like strings printed in the body."""
    status: str
    status_reason: str | None
    unit_name: str | None = None
    fiscal_year: int | None = None
    by: str | None = None
    """What the rows are keyed by: `function`, `economic`, `unit`, `project`, `item`, `form`."""
    leaf_status: str | None = None
    """Whether leaf rows × leaf columns give the totals the table prints: `confirmed`, `no_total` or `unsure`; None without figures."""
    leaf_reason: str | None = None
    """Why it is `unsure`."""
    disclosure_seq: int = 1
    """Which disclosure of the file it belongs to."""


@dataclass(slots=True)
class ColumnRecord:
    """raw `table_column`: each leaf column and what it was understood to mean."""

    document_id: str
    table_seq: int
    column_seq: int
    column_path: str
    role: str
    """`amount`, `code`, `name`, `unit_code`, `unit_name`, `project`, `text`, `sequence`, `percent`, `count`, `unknown`."""
    flow: str | None = None
    fund: str | None = None
    spending_kind: str | None = None
    three_public_item: str | None = None
    stage: str | None = None
    fiscal_year: int | None = None
    is_leaf_column: bool | None = None
    is_of_which: bool = False
    origin_year: str | None = None
    """`current` 本年, `carried_in` 上年结转, `all`."""
    unbound_words: str | None = None
    """Header words that no vocabulary line explains."""
    is_restated: bool = False
    """The column's list divides the money of a list beside it once more; it has no leaf columns."""
    disclosure_seq: int = 1
    """Which disclosure of the file it belongs to."""


@dataclass(slots=True)
class AmountRecord:
    """raw `fact_amount`: one printed amount."""

    amount_id: str
    document_id: str
    table_seq: int
    table_kind: str
    page: int
    row_seq: int
    column_seq: int
    x0: float
    top: float
    x1: float
    bottom: float
    printed: str
    printed_unit: str
    cell_state: str
    amount_yuan: Decimal
    row_kind: str
    is_leaf: bool
    row_label: str
    is_leaf_column: bool
    column_path: str
    unit_code: str | None = None
    unit_name: str | None = None
    function_code: str | None = None
    department_economic_code: str | None = None
    government_economic_code: str | None = None
    local_code: str | None = None
    project_code: str | None = None
    project_name: str | None = None
    flow: str | None = None
    fund: str | None = None
    spending_kind: str | None = None
    three_public_item: str | None = None
    stage: str | None = None
    fiscal_year: int | None = None
    is_of_which: bool = False
    """An 其中 row or column: part of a figure printed beside it, never added."""
    origin_year: str | None = None
    """`current` 本年, `carried_in` 上年结转, `all`; None where the table does not say."""
    row_ordinal: str | None = None
    """Printed ordinal of the row (一, （二）, 1), for rules that go by it."""
    row_section: str | None = None
    """Label of the section the row stands under (一、本年收入)."""
    confidence: float = 1.0
    is_restated: bool = False
    """In a list that divides the money of a list beside it once more (收支总表 by function, by kind and by economic class)."""
    disclosure_seq: int = 1
    """Which disclosure of the file it belongs to."""


@dataclass(slots=True)
class RowRecord:
    """raw `table_row`: each body row as understood, whether or not it prints an amount.

    A blank row has no `fact_amount` row, yet its label and codes are printed: rules on labels, codes and lists of units or projects need them
    (（九）医疗卫生与计划生育支出 in the slot of 209 stands without an amount).
    """

    document_id: str
    table_seq: int
    row_seq: int
    page: int
    row_kind: str
    is_leaf: bool
    row_label: str
    amount_count: int
    """Amounts of this row in `fact_amount`."""
    row_ordinal: str | None = None
    row_section: str | None = None
    flow: str | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    function_code: str | None = None
    department_economic_code: str | None = None
    government_economic_code: str | None = None
    project_code: str | None = None
    project_name: str | None = None
    disclosure_seq: int = 1
    """Which disclosure of the file it belongs to."""


@dataclass(slots=True)
class QuantityRecord:
    """raw `fact_quantity`: a printed number in a table that is no amount of money (share, count, head count)."""

    document_id: str
    table_seq: int
    page: int
    row_seq: int
    column_seq: int
    x0: float
    top: float
    x1: float
    bottom: float
    printed: str
    quantity: str
    """`percent`, `count`, `other`."""
    value: Decimal
    row_label: str
    column_path: str


@dataclass(slots=True)
class IndicatorRecord:
    """raw `fact_performance_indicator`."""

    document_id: str
    table_seq: int
    indicator_seq: int
    page: int
    unit_code: str | None
    project_code: str | None
    project_name: str | None
    level1: str | None
    level2: str | None
    level3: str | None
    target_printed: str | None
    comparator: str | None
    """`=`, `>=`, `<=`, `>`, `<`, or None for words."""
    target_value: Decimal | None
    target_unit: str | None
    explanation: str | None
    x0: float | None = None
    """Box of the cell that names the indicator, so that it can be traced to its page."""
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None
    other_columns: str | None = None
    """Further columns of the row (分值权重, 是否核心, 活动) as a JSON object, header → text; None when there are none."""
    disclosure_seq: int = 1
    """Which disclosure of the file it belongs to."""


@dataclass(slots=True)
class ClaimRecord:
    """raw `fact_narrative_claim`: what the prose says."""

    document_id: str
    claim_seq: int
    page: int
    item: str
    value: Decimal
    value_unit: str
    """`yuan`, `percent`, `count`."""
    printed: str
    sentence: str
    section: str | None = None
    source: str = "text"
    """`text`, or `form`: a labelled figure of a form or table of targets."""
    disclosure_seq: int = 1
    """Which disclosure of the file it belongs to."""


@dataclass(slots=True)
class QuarantineRecord:
    """raw `quarantine`: something printed that could not be loaded, and why."""

    document_id: str
    table_seq: int | None
    page: int | None
    row_seq: int | None
    column_seq: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    printed: str | None
    target_table: str
    reason_code: str
    """Stable: `not_a_number`, `unit_unknown`, `column_unbound`, `schema`, …"""
    reason: str


@dataclass(slots=True)
class PageRecord:
    """raw `document_page`: how each page was read."""

    document_id: str
    page: int
    width: float
    height: float
    text_source: str
    word_count: int
    rule_count: int
    problem: str | None


@dataclass(slots=True)
class DisclosureRecord:
    """raw `document_disclosure`: one disclosure of a file. Most files hold one; a compilation holds one for each office."""

    document_id: str
    disclosure_seq: int
    page_first: int
    page_last: int
    document_kind: str
    fiscal_year: int | None
    division_code: str | None
    unit_code: str | None
    unit_name: str | None
    printed_on: date | None = None
    """Day printed on the cover; a month alone is its first day."""
    is_revision: bool = False
    """Cover or title say 更正, 修订 or 调整."""
    rejected_reason: str | None = None
    """Why this part of the file is no disclosure of a department or unit; nothing of it is loaded."""


@dataclass(slots=True)
class Extraction:
    """Everything read from one document."""

    identity: DocumentIdentity
    """What all disclosures of the file agree on."""
    page_count: int
    text_source: str
    """`text`, `ocr`, `mixed`; `none` when no page could be read."""
    rejected_reason: str | None = None
    """Why this is no readable disclosure; None for a disclosure."""
    tables: list[TableRecord] = field(default_factory=list)
    columns: list[ColumnRecord] = field(default_factory=list)
    amounts: list[AmountRecord] = field(default_factory=list)
    rows: list[RowRecord] = field(default_factory=list)
    quantities: list[QuantityRecord] = field(default_factory=list)
    indicators: list[IndicatorRecord] = field(default_factory=list)
    claims: list[ClaimRecord] = field(default_factory=list)
    quarantine: list[QuarantineRecord] = field(default_factory=list)
    pages: list[PageRecord] = field(default_factory=list)
    disclosures: list[DisclosureRecord] = field(default_factory=list)
