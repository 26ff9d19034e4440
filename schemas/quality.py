"""Tables about quality and origin: what could not be loaded, what the rules found, how a build was made."""

from __future__ import annotations

from typing import Annotated, ClassVar

import polars as pl

from schemas import allowed
from schemas.declaration import WarehouseTable, column
from schemas.documents import DISCLOSURE_SEQ, DOCUMENT_ID
from schemas.facts import BOX_UNIT


class Quarantine(WarehouseTable):
    """raw `quarantine`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    table_seq: pl.Int32 = column("表序号", "table in the document", nullable=True)
    page: pl.Int32 = column("页码", "page, from 1", nullable=True)
    row_seq: pl.Int32 = column("行序号", "body row of the table", nullable=True)
    column_seq: pl.Int32 = column("列序号", "leaf column of the table", nullable=True)
    x0: pl.Float64 = column("左", "left edge of the cell", nullable=True, unit=BOX_UNIT)
    top: pl.Float64 = column("上", "top edge of the cell", nullable=True, unit=BOX_UNIT)
    x1: pl.Float64 = column("右", "right edge of the cell", nullable=True, unit=BOX_UNIT)
    bottom: pl.Float64 = column("下", "bottom edge of the cell", nullable=True, unit=BOX_UNIT)
    printed: pl.String = column("印刷原文", "what is printed", nullable=True)
    target_table: pl.String = column("目标表", "table the row was meant for")
    reason_code: pl.String = column(
        "原因代码", "stable code, such as not_a_number, unit_unknown, column_unbound, schema"
    )
    reason: pl.String = column("原因", "why it was not loaded, for people")

    class Config:
        """Table texts."""

        name = "quarantine"
        title = "隔离区"
        description = "Something printed that could not be loaded, where it stands and why."
        metadata: ClassVar = {"grain": ["document_id", "target_table", "page", "row_seq", "column_seq", "reason_code"]}


class Finding(WarehouseTable):
    """`finding`: filled by the models in `dbt_like_sql/checks/`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    rule_id: pl.String = column("规则编号", "rule of the catalogue (dim_rule)")
    severity: pl.String = column(
        "严重程度", "what a failure means", allowed=allowed.SEVERITIES, source="rule catalogue"
    )
    outcome: pl.String = column(
        "结果", "outcome of the rule; a rule that could not run is never a pass", allowed=allowed.OUTCOMES
    )
    left_value: Annotated[pl.Decimal, 20, 2] = column(
        "左值", "figure on the left of the rule", nullable=True, unit="yuan; ratios and counts plain"
    )
    right_value: Annotated[pl.Decimal, 20, 2] = column(
        "右值", "figure on the right of the rule", nullable=True, unit="yuan; ratios and counts plain"
    )
    difference: Annotated[pl.Decimal, 20, 2] = column("差额", "left minus right", nullable=True, unit="as left_value")
    tolerance: Annotated[pl.Decimal, 20, 2] = column(
        "容差", "largest difference that rounding explains", nullable=True, unit="as left_value"
    )
    message: pl.String = column("说明", "what was compared, in words", nullable=True)
    left_amount_ids: Annotated[pl.List, pl.String] = column(
        "左侧金额", "amounts on the left", nullable=True, source="fact_amount"
    )
    right_amount_ids: Annotated[pl.List, pl.String] = column(
        "右侧金额", "amounts on the right", nullable=True, source="fact_amount"
    )
    disclosure_seq: pl.Int32 = column(*DISCLOSURE_SEQ, at_least=1)
    case_id: pl.String = column(
        "问题编号",
        "one contradiction: failed findings of one disclosure with one difference of three digits or more share it, any other stands alone",
        nullable=True,
    )
    rule_model: pl.String = column("规则模型", "SQL model that made the row (dbt_like_sql/checks)")

    class Config:
        """Table texts."""

        name = "finding"
        title = "检查结果"
        description = "Every rule on every document, passes included. It does not say which side is wrong."
        metadata: ClassVar = {"grain": ["document_id", "rule_id", "rule_model", "left_amount_ids", "right_amount_ids"]}


class MetaBuild(WarehouseTable):
    """`meta_build`."""

    build_id: pl.String = column("构建编号", "name of the published file without its ending")
    built_at: Annotated[pl.Datetime, "us", None] = column("构建时间", "when the build was published", unit="UTC")
    mingzhang_version: pl.String = column("程序版本", "version of this program")
    parser_version: pl.String = column("解析版本", "version of the reading")
    models_version: pl.String = column("模型版本", "hash over all SQL models and code lists")
    duckdb_version: pl.String = column("DuckDB 版本", "version of the database engine")
    document_count: pl.Int64 = column("文件数", "documents in the build", at_least=0)
    amount_count: pl.Int64 = column("金额数", "amounts in the build", at_least=0)
    input_digest: pl.String = column("输入摘要", "hash over the content hashes of all documents")

    class Config:
        """Table texts."""

        name = "meta_build"
        title = "构建信息"
        description = "When and from which inputs and versions this build was made; older builds follow as history."
        metadata: ClassVar = {"grain": ["build_id"]}
