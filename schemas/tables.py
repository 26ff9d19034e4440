"""Raw tables about the tables of a document and their columns."""

from __future__ import annotations

from typing import ClassVar

import polars as pl

from schemas import allowed
from schemas.declaration import WarehouseTable, column
from schemas.documents import DISCLOSURE_SEQ, DOCUMENT_ID

TABLE_SEQ = ("表序号", "number of the table in the document, from 1 in reading order")


class DocumentTable(WarehouseTable):
    """raw `document_table`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    table_seq: pl.Int32 = column(*TABLE_SEQ, at_least=1)
    table_kind: pl.String = column(
        "表种类", "what the table is", allowed=allowed.TABLE_KINDS, source="title and header words"
    )
    title: pl.String = column("表名", "title as printed, blanks removed; empty when none is printed")
    label: pl.String = column("表号", "number as printed, such as 预算03表", nullable=True)
    page_first: pl.Int32 = column("起始页", "first page", at_least=1)
    page_last: pl.Int32 = column("结束页", "last page", at_least=1)
    amount_unit: pl.String = column(
        "金额单位", "unit the amounts are printed in", nullable=True, allowed=allowed.AMOUNT_UNITS
    )
    amount_unit_source: pl.String = column(
        "单位来源", "where the unit was found", nullable=True, allowed=allowed.UNIT_SOURCES
    )
    row_count: pl.Int32 = column(
        "行数", "printed body rows over all pages, totals included, headers, blank rows and notes not", at_least=0
    )
    column_count: pl.Int32 = column("列数", "leaf columns", at_least=0)
    amount_like_count: pl.Int32 = column("金额样数", "amount-like texts printed in the body", at_least=0)
    status: pl.String = column("状态", "understood, empty, or found but not understood", allowed=allowed.TABLE_STATUSES)
    status_reason: pl.String = column("状态原因", "why the table is unbound or empty", nullable=True)
    unit_name: pl.String = column("单位名称", "body named above the table", nullable=True)
    fiscal_year: pl.Int32 = column("预算年度", "year named by the table", nullable=True)
    by: pl.String = column("行的维度", "what the rows are keyed by", nullable=True, allowed=allowed.ROW_KEYS)
    leaf_status: pl.String = column(
        "末级核对",
        "whether leaf rows × leaf columns give the totals that the table prints; unsure: leaf facts and marts leave the table out",
        nullable=True,
        allowed=allowed.LEAF_STATUSES,
    )
    leaf_reason: pl.String = column("存疑原因", "which sums do not hold", nullable=True)
    disclosure_seq: pl.Int32 = column(*DISCLOSURE_SEQ, at_least=1)

    class Config:
        """Table texts."""

        name = "document_table"
        title = "文件中的表"
        description = "Every table found in a document, understood or not."
        metadata: ClassVar = {"grain": ["document_id", "table_seq"]}


class TableColumn(WarehouseTable):
    """raw `table_column`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    table_seq: pl.Int32 = column(*TABLE_SEQ, at_least=1)
    column_seq: pl.Int32 = column("列序号", "leaf column, from 1", at_least=1)
    column_path: pl.String = column("栏目", "header as printed, outermost first, joined by /")
    role: pl.String = column("列的作用", "what the column holds", allowed=allowed.COLUMN_ROLES)
    flow: pl.String = column("收支方向", "revenue, expenditure or balance", nullable=True, allowed=allowed.FLOWS)
    fund: pl.String = column("资金性质", "fund", nullable=True, allowed=allowed.FUNDS)
    spending_kind: pl.String = column("支出类别", "spending kind", nullable=True, allowed=allowed.SPENDING_KINDS)
    three_public_item: pl.String = column("“三公”项目", "三公 item", nullable=True, allowed=allowed.THREE_PUBLIC_ITEMS)
    stage: pl.String = column("阶段", "budget, prior year, final accounts …", nullable=True, allowed=allowed.STAGES)
    fiscal_year: pl.Int32 = column("年度", "year the column is for", nullable=True)
    is_leaf_column: pl.Boolean = column(
        "是否末级栏", "false where the table also prints this column's parts", nullable=True
    )
    is_of_which: pl.Boolean = column("是否其中栏", "an 其中 column, part of a figure beside it")
    origin_year: pl.String = column(
        "资金年份", "this year's money or carried in", nullable=True, allowed=allowed.ORIGIN_YEARS
    )
    unbound_words: pl.String = column("未识别的词", "header words that no vocabulary line explains", nullable=True)
    is_restated: pl.Boolean = column(
        "是否另一种分法", "the list divides the money of a list beside it once more; no leaf columns"
    )
    disclosure_seq: pl.Int32 = column(*DISCLOSURE_SEQ, at_least=1)

    class Config:
        """Table texts."""

        name = "table_column"
        title = "表的栏目"
        description = "Each leaf column of each table and what it was understood to mean."
        metadata: ClassVar = {"grain": ["document_id", "table_seq", "column_seq"]}


class TableRow(WarehouseTable):
    """raw `table_row`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    table_seq: pl.Int32 = column(*TABLE_SEQ, at_least=1)
    row_seq: pl.Int32 = column("行序号", "body row of the table, from 1", at_least=1)
    page: pl.Int32 = column("页码", "page, from 1", at_least=1)
    row_kind: pl.String = column("行种类", "what the row is", allowed=allowed.ROW_KINDS)
    is_leaf: pl.Boolean = column("是否末级行", "summing one column over the leaf rows of a table gives its total")
    row_label: pl.String = column("行名", "name of the row as printed")
    amount_count: pl.Int32 = column("金额数", "amounts of this row in fact_amount; 0 for a blank row", at_least=0)
    row_ordinal: pl.String = column("行的序号", "ordinal of the row as printed, such as 一 or （二）", nullable=True)
    row_section: pl.String = column("所属部分", "label of the section the row stands under", nullable=True)
    flow: pl.String = column("收支方向", "revenue, expenditure or balance", nullable=True, allowed=allowed.FLOWS)
    unit_code: pl.String = column("单位编码", "unit of the row", nullable=True)
    unit_name: pl.String = column("单位名称", "unit of the row", nullable=True)
    function_code: pl.String = column("支出功能分类编码", "3, 5 or 7 digits", nullable=True)
    department_economic_code: pl.String = column("部门预算支出经济分类编码", "3 or 5 digits", nullable=True)
    government_economic_code: pl.String = column("政府预算支出经济分类编码", "3 or 5 digits", nullable=True)
    project_code: pl.String = column("项目编码", "21 characters where the system prints one", nullable=True)
    project_name: pl.String = column("项目名称", "as printed", nullable=True)
    disclosure_seq: pl.Int32 = column(*DISCLOSURE_SEQ, at_least=1)

    class Config:
        """Table texts."""

        name = "table_row"
        title = "表的行"
        description = "Each body row of each table as understood, rows without an amount included."
        metadata: ClassVar = {"grain": ["document_id", "table_seq", "row_seq", "flow", "row_label"]}
