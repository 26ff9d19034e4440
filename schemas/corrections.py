"""Raw table of corrections by hand (`corrections.yml` of a collection)."""

from __future__ import annotations

from typing import Annotated, ClassVar

import polars as pl

from schemas import allowed
from schemas.declaration import WarehouseTable, column

FILE = "corrections.yml"


class Correction(WarehouseTable):
    """raw `correction`."""

    correction_id: pl.String = column("更正编号", "key of the entry; stable while the entry does not change")
    collection: pl.String = column("批次", "inbox folder whose corrections.yml holds the entry", source="operator")
    entry_no: pl.Int32 = column(
        "更正序号", "entry in the file, from 1; 0 for a file that cannot be read", at_least=0, source=FILE
    )
    document_reference: pl.String = column(
        "所指文件", "document_id, beginning of the SHA-256 or file name as written", nullable=True, source=FILE
    )
    amount_id: pl.String = column("金额编号", "the cell, where the entry names it so", nullable=True, source=FILE)
    page: pl.Int32 = column("页码", "page, from 1", nullable=True, at_least=1, source=FILE)
    table_seq: pl.Int32 = column("表序号", "table in the document, from 1", nullable=True, at_least=1, source=FILE)
    row_locator: pl.String = column("所指行", "row_seq or the row's name as printed", nullable=True, source=FILE)
    column_locator: pl.String = column("所指栏", "column_seq or the column's path", nullable=True, source=FILE)
    printed_expected: pl.String = column(
        "应印原文", "what the cell must print for the correction to apply", nullable=True, source=FILE
    )
    corrected_printed: pl.String = column("更正值原文", "corrected value as written", nullable=True, source=FILE)
    corrected_value: Annotated[pl.Decimal, 24, 6] = column(
        "更正值", "corrected value in the unit of the cell", nullable=True, source=FILE
    )
    concerns: pl.String = column(
        "更正对象", "what was wrong", nullable=True, allowed=allowed.CORRECTION_SUBJECTS, source=FILE
    )
    reason: pl.String = column("更正理由", "why, in words", nullable=True, source=FILE)
    source: pl.String = column("更正依据", "what proves it", nullable=True, source=FILE)
    problem: pl.String = column("更正问题", "why the entry cannot be used at all, and what to do", nullable=True)

    class Config:
        """Table texts."""

        name = "correction"
        title = "人工更正"
        description = "Corrections as the operators wrote them; fact_amount_correction says what became of each."
        metadata: ClassVar = {"grain": ["collection", "entry_no"]}
