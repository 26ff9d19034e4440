"""`meta_build_diff`: what a published build changed."""

from __future__ import annotations

from typing import Annotated, ClassVar

import polars as pl

from schemas import allowed
from schemas.declaration import WarehouseTable, column


class MetaBuildDiff(WarehouseTable):
    """`meta_build_diff`."""

    build_id: pl.String = column("构建编号", "this build")
    previous_build_id: pl.String = column("上一构建", "the build it is compared with")
    diff_no: pl.Int32 = column("变化序号", "from 1, the most surprising first", at_least=1)
    subject: pl.String = column("变化对象", "what changed", allowed=allowed.DIFF_SUBJECTS)
    change: pl.String = column("变化方式", "how it changed", allowed=allowed.DIFF_CHANGES)
    document_id: pl.String = column("文件编号", "document of the change", nullable=True)
    file_name: pl.String = column("文件名", "its file", nullable=True)
    unit_name: pl.String = column("单位名称", "its publishing body", nullable=True)
    fiscal_year: pl.Int32 = column("年度", "its year", nullable=True)
    key: pl.String = column("变化键", "amount_id, rule or measure that changed", nullable=True)
    what: pl.String = column("变化内容", "what it is, in words", nullable=True)
    before_text: pl.String = column("变化前", "before, in words", nullable=True)
    after_text: pl.String = column("变化后", "after, in words", nullable=True)
    before_yuan: Annotated[pl.Decimal, 20, 2] = column("变化前金额", "before", nullable=True, unit="yuan")
    after_yuan: Annotated[pl.Decimal, 20, 2] = column("变化后金额", "after", nullable=True, unit="yuan")
    surprise: Annotated[pl.Decimal, 6, 4] = column(
        "意外程度",
        "0 expected … 1 most surprising; for figures the relative deviation |a − b| / max(|a|, |b|)",
        unit="0 to 1",
    )

    class Config:
        """Table texts."""

        name = "meta_build_diff"
        title = "构建变化"
        description = (
            "What this build changed against the one before it, the most surprising first; documents that are new or gone "
            "have one row each, not one per figure."
        )
        metadata: ClassVar = {"grain": ["diff_no"]}
