"""Hand-made records for warehouse tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.records import AmountRecord, DocumentIdentity, Extraction, PageRecord, TableRecord

DOCUMENT = "0123456789abcdef"


def table(document_id: str = DOCUMENT, **changes: Any) -> TableRecord:
    """A bound 支出总表."""
    values: dict[str, Any] = {
        "document_id": document_id,
        "table_seq": 1,
        "table_kind": "expenditure",
        "title": "2024年部门支出预算表",
        "label": "预算03表",
        "page_first": 11,
        "page_last": 11,
        "amount_unit": "万元",
        "amount_unit_source": "table",
        "row_count": 1,
        "column_count": 3,
        "amount_like_count": 1,
        "status": "bound",
        "status_reason": None,
    }
    return TableRecord(**(values | changes))


def amount(
    row: int = 1, column: int = 1, yuan: str = "5527200.00", document_id: str = DOCUMENT, **changes: Any
) -> AmountRecord:
    """One printed amount of that table."""
    values: dict[str, Any] = {
        "amount_id": f"{document_id}-{changes.get('table_seq', 1)}-{row}-{column}",
        "document_id": document_id,
        "table_seq": 1,
        "table_kind": "expenditure",
        "page": 11,
        "row_seq": row,
        "column_seq": column,
        "x0": 100.0,
        "top": 200.0,
        "x1": 150.0,
        "bottom": 215.0,
        "printed": str(Decimal(yuan) / 10000),
        "printed_unit": "万元",
        "cell_state": "value",
        "amount_yuan": Decimal(yuan),
        "row_kind": "function",
        "is_leaf": True,
        "row_label": "行政运行",
        "is_leaf_column": True,
        "column_path": "项目支出/其他运转类",
        "flow": "expenditure",
        "fund": "all",
        "stage": "budget",
        "fiscal_year": 2024,
    }
    return AmountRecord(**(values | changes))


def extraction(amounts: list[AmountRecord], tables: list[TableRecord] | None = None, **changes: Any) -> Extraction:
    """A document of one page with these amounts."""
    document_id = amounts[0].document_id if amounts else DOCUMENT
    values: dict[str, Any] = {
        "identity": DocumentIdentity("department_budget", 2024, "410802", "526", "焦作市解放区人民政府焦西街道办事处"),
        "page_count": 1,
        "text_source": "text",
        "tables": [table(document_id)] if tables is None else tables,
        "amounts": amounts,
        "pages": [PageRecord(document_id, 1, 595.0, 842.0, "text", 100, 10, None)],
    }
    return Extraction(**(values | changes))
