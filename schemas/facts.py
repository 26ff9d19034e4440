"""Raw fact tables: amounts, other numbers, performance indicators, claims of the prose."""

from __future__ import annotations

from typing import Annotated, ClassVar

import polars as pl

from schemas import allowed
from schemas.declaration import WarehouseTable, column
from schemas.documents import DISCLOSURE_SEQ, DOCUMENT_ID
from schemas.tables import TABLE_SEQ

PAGE = ("页码", "page, from 1")
BOX_UNIT = "PDF points from the top left of the page as displayed"


class FactAmount(WarehouseTable):
    """raw `fact_amount`."""

    amount_id: pl.String = column("金额编号", "key of the printed cell, stable over re-runs", unique=True)
    document_id: pl.String = column(*DOCUMENT_ID)
    table_seq: pl.Int32 = column(*TABLE_SEQ, at_least=1)
    table_kind: pl.String = column("表种类", "what the table is", allowed=allowed.TABLE_KINDS)
    page: pl.Int32 = column(*PAGE, at_least=1)
    row_seq: pl.Int32 = column("行序号", "body row of the table, from 1", at_least=1)
    column_seq: pl.Int32 = column("列序号", "leaf column of the table, from 1", at_least=1)
    x0: pl.Float64 = column("左", "left edge of the cell", unit=BOX_UNIT)
    top: pl.Float64 = column("上", "top edge of the cell", unit=BOX_UNIT)
    x1: pl.Float64 = column("右", "right edge of the cell", unit=BOX_UNIT)
    bottom: pl.Float64 = column("下", "bottom edge of the cell", unit=BOX_UNIT)
    printed: pl.String = column("印刷原文", "the amount as printed")
    printed_unit: pl.String = column("印刷单位", "unit it is printed in", allowed=allowed.AMOUNT_UNITS)
    cell_state: pl.String = column(
        "单元格状态", "a value, a printed zero or a dash; blank cells have no row", allowed=allowed.CELL_STATES
    )
    amount_yuan: Annotated[pl.Decimal, 20, 2] = column(
        "金额（元）", "the amount", unit="yuan", source="printed × printed_unit"
    )
    row_kind: pl.String = column("行种类", "what the row is", allowed=allowed.ROW_KINDS)
    is_leaf: pl.Boolean = column("是否末级行", "summing one column over the leaf rows of a table gives its total")
    row_label: pl.String = column("行名", "name of the row as printed")
    is_leaf_column: pl.Boolean = column(
        "是否末级栏", "false where the table also prints this column's parts and for 其中 columns"
    )
    column_path: pl.String = column("栏目", "header as printed, outermost first, joined by /")
    unit_code: pl.String = column(
        "单位编码", "of the row where a table lists several units, else of the document", nullable=True
    )
    unit_name: pl.String = column(
        "单位名称", "of the row where a table lists several units, else of the document", nullable=True
    )
    function_code: pl.String = column("支出功能分类编码", "3, 5 or 7 digits", nullable=True)
    department_economic_code: pl.String = column("部门预算支出经济分类编码", "3 or 5 digits", nullable=True)
    government_economic_code: pl.String = column("政府预算支出经济分类编码", "3 or 5 digits", nullable=True)
    local_code: pl.String = column("地方编码", "longer local code, whole", nullable=True)
    project_code: pl.String = column("项目编码", "21 characters where the system prints one", nullable=True)
    project_name: pl.String = column("项目名称", "as printed", nullable=True)
    flow: pl.String = column("收支方向", "revenue, expenditure or balance", nullable=True, allowed=allowed.FLOWS)
    fund: pl.String = column("资金性质", "fund", nullable=True, allowed=allowed.FUNDS)
    spending_kind: pl.String = column("支出类别", "spending kind", nullable=True, allowed=allowed.SPENDING_KINDS)
    three_public_item: pl.String = column(
        "“三公”项目", "in 三公 tables", nullable=True, allowed=allowed.THREE_PUBLIC_ITEMS
    )
    stage: pl.String = column("阶段", "budget, prior year, final accounts …", nullable=True, allowed=allowed.STAGES)
    fiscal_year: pl.Int32 = column("年度", "the year the amount is for", nullable=True)
    is_of_which: pl.Boolean = column("是否其中数", "an 其中 row or column: part of a figure beside it, never added")
    origin_year: pl.String = column(
        "资金年份", "this year's money or carried in", nullable=True, allowed=allowed.ORIGIN_YEARS
    )
    row_ordinal: pl.String = column("行的序号", "ordinal of the row as printed, such as 一 or （二）", nullable=True)
    row_section: pl.String = column("所属部分", "label of the section the row stands under", nullable=True)
    confidence: pl.Float64 = column(
        "识别置信度", "1 for a text layer, the recogniser's own figure for OCR", unit="0 to 1"
    )
    is_restated: pl.Boolean = column(
        "是否另一种分法",
        "in a list that divides the money of a list beside it once more (收支总表 by function, by kind, by economic class)",
    )
    disclosure_seq: pl.Int32 = column(*DISCLOSURE_SEQ, at_least=1)

    class Config:
        """Table texts."""

        name = "fact_amount"
        title = "金额"
        description = (
            "Every printed amount exactly once, subtotals included. Never sum it as it stands: "
            "use is_leaf and is_leaf_column within one table, or the leaf facts."
        )
        metadata: ClassVar = {"grain": ["amount_id"]}


class FactQuantity(WarehouseTable):
    """raw `fact_quantity`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    table_seq: pl.Int32 = column(*TABLE_SEQ, at_least=1)
    page: pl.Int32 = column(*PAGE, at_least=1)
    row_seq: pl.Int32 = column("行序号", "body row of the table, from 1", at_least=1)
    column_seq: pl.Int32 = column("列序号", "leaf column of the table, from 1", at_least=1)
    x0: pl.Float64 = column("左", "left edge of the cell", unit=BOX_UNIT)
    top: pl.Float64 = column("上", "top edge of the cell", unit=BOX_UNIT)
    x1: pl.Float64 = column("右", "right edge of the cell", unit=BOX_UNIT)
    bottom: pl.Float64 = column("下", "bottom edge of the cell", unit=BOX_UNIT)
    printed: pl.String = column("印刷原文", "the number as printed")
    quantity: pl.String = column("数量种类", "what kind of number", allowed=allowed.QUANTITIES)
    value: Annotated[pl.Decimal, 24, 6] = column("数值", "the number", source="printed")
    row_label: pl.String = column("行名", "name of the row as printed")
    column_path: pl.String = column("栏目", "header as printed, outermost first, joined by /")

    class Config:
        """Table texts."""

        name = "fact_quantity"
        title = "非金额数值"
        description = "Numbers printed in tables that are no amounts of money: shares, head counts, vehicles."
        metadata: ClassVar = {"grain": ["document_id", "table_seq", "row_seq", "column_seq"]}


class FactPerformanceIndicator(WarehouseTable):
    """raw `fact_performance_indicator`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    table_seq: pl.Int32 = column(*TABLE_SEQ, at_least=1)
    indicator_seq: pl.Int32 = column("指标序号", "indicator in the table, from 1", at_least=1)
    page: pl.Int32 = column(*PAGE, at_least=1)
    unit_code: pl.String = column("单位编码", "unit the target belongs to", nullable=True)
    project_code: pl.String = column(
        "项目编码", "project the target belongs to; NULL for the whole department", nullable=True
    )
    project_name: pl.String = column("项目名称", "as printed", nullable=True)
    level1: pl.String = column("一级指标", "first level", nullable=True)
    level2: pl.String = column("二级指标", "second level", nullable=True)
    level3: pl.String = column("三级指标", "third level: the indicator itself", nullable=True)
    target_printed: pl.String = column("指标值", "target as printed", nullable=True)
    comparator: pl.String = column("比较符", "how the target is meant", nullable=True, allowed=allowed.COMPARATORS)
    target_value: Annotated[pl.Decimal, 24, 6] = column("指标数值", "number in the target", nullable=True)
    target_unit: pl.String = column("指标单位", "unit of the number in the target", nullable=True)
    explanation: pl.String = column("指标说明", "explanation or definition printed beside it", nullable=True)
    x0: pl.Float64 = column("左", "left edge of the cell that names the indicator", nullable=True, unit=BOX_UNIT)
    top: pl.Float64 = column("上", "top edge of the cell", nullable=True, unit=BOX_UNIT)
    x1: pl.Float64 = column("右", "right edge of the cell", nullable=True, unit=BOX_UNIT)
    bottom: pl.Float64 = column("下", "bottom edge of the cell", nullable=True, unit=BOX_UNIT)
    other_columns: pl.String = column(
        "其他栏目", "further columns of the row, a JSON object of header and text", nullable=True
    )
    disclosure_seq: pl.Int32 = column(*DISCLOSURE_SEQ, at_least=1)

    class Config:
        """Table texts."""

        name = "fact_performance_indicator"
        title = "绩效指标"
        description = "One row per performance indicator of a department or a project."
        metadata: ClassVar = {"grain": ["document_id", "table_seq", "indicator_seq"]}


class FactNarrativeClaim(WarehouseTable):
    """raw `fact_narrative_claim`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    claim_seq: pl.Int32 = column("陈述序号", "claim in the document, from 1", at_least=1)
    page: pl.Int32 = column(*PAGE, at_least=1)
    item: pl.String = column("陈述事项", "what the number is about")
    value: Annotated[pl.Decimal, 24, 6] = column("数值", "the number; money is converted to yuan")
    value_unit: pl.String = column("数值单位", "unit of value", allowed=allowed.CLAIM_UNITS)
    printed: pl.String = column("印刷原文", "the words that carry the number")
    sentence: pl.String = column("所在句", "the sentence as printed")
    section: pl.String = column("所在部分", "heading it stands under", nullable=True)
    source: pl.String = column("出处", "where it stands", allowed=allowed.CLAIM_SOURCES)
    disclosure_seq: pl.Int32 = column(*DISCLOSURE_SEQ, at_least=1)

    class Config:
        """Table texts."""

        name = "fact_narrative_claim"
        title = "文字说明中的数"
        description = "What the prose of a document says in numbers, with the sentence as evidence."
        metadata: ClassVar = {"grain": ["document_id", "claim_seq"]}
