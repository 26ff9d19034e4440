"""Raw table of the disclosures that an operator expects (`expected.csv` of a collection)."""

from __future__ import annotations

from typing import ClassVar

import polars as pl

from schemas import allowed
from schemas.declaration import WarehouseTable, column

FILE = "expected.csv"


class ExpectedDisclosure(WarehouseTable):
    """raw `expected_disclosure`."""

    collection: pl.String = column("批次", "inbox folder whose expected.csv holds the line", source="operator")
    line_no: pl.Int32 = column("行号", "line of the file, the header being 1", at_least=1, source=FILE)
    division_code: pl.String = column("行政区划代码", "GB/T 2260 code of the place", nullable=True, source=FILE)
    unit_code: pl.String = column("单位编码", "code of the body that should publish", nullable=True, source=FILE)
    unit_name: pl.String = column("单位名称", "its name", nullable=True, source=FILE)
    fiscal_year: pl.Int32 = column("预算年度", "year of the disclosure", at_least=1990, source=FILE)
    document_kind: pl.String = column(
        "公开文件种类", "what should be published", allowed=allowed.DOCUMENT_KINDS, source=FILE
    )
    approved_on: pl.Date = column(
        "批复日期", "day on which the finance bureau approved it; 20 days later it is late", nullable=True, source=FILE
    )

    class Config:
        """Table texts."""

        name = "expected_disclosure"
        title = "应公开清单"
        description = "Disclosures that an operator's list says must exist, with the day of approval where it is known."
        metadata: ClassVar = {"grain": ["collection", "line_no"]}
