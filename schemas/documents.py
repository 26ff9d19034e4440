"""Raw tables about files and documents: what was received, who published it, how each page was read."""

from __future__ import annotations

from typing import Annotated, ClassVar

import polars as pl

from schemas import allowed
from schemas.declaration import WarehouseTable, column

DOCUMENT_ID = ("文件编号", "first 16 hex digits of the SHA-256 of the file's bytes")

DISCLOSURE_SEQ = (
    "公开件序号",
    "disclosure within the file, from 1; a compilation or accounts with a budget hold several",
)


class Document(WarehouseTable):
    """raw `document`."""

    document_id: pl.String = column(*DOCUMENT_ID, unique=True, pattern=r"^[0-9a-f]{16}$")
    sha256: pl.String = column("内容摘要", "SHA-256 of the whole file", pattern=r"^[0-9a-f]{64}$")
    collection: pl.String = column("批次", "inbox folder in which the content was first seen", source="operator")
    file_name: pl.String = column("文件名", "path below the collection folder, as dropped", source="operator")
    byte_size: pl.Int64 = column("文件大小", "size of the file", unit="bytes", at_least=0)
    source_url: pl.String = column("来源网址", "where it was published", nullable=True, source="manifest.csv")
    published_on: pl.Date = column("公开日期", "day of publication", nullable=True, source="manifest.csv")
    page_count: pl.Int32 = column("页数", "pages of the PDF; 0 when it could not be opened", at_least=0)
    text_source: pl.String = column("文字来源", "how its text was read", allowed=allowed.TEXT_SOURCES)
    document_kind: pl.String = column(
        "公开文件种类",
        "budget or final accounts, of a department or a unit",
        allowed=allowed.DOCUMENT_KINDS,
        source="content",
    )
    fiscal_year: pl.Int32 = column(
        "预算年度", "year the document is for: printed, else from the manifest", nullable=True, at_least=1990
    )
    division_code: pl.String = column(
        "行政区划代码", "GB/T 2260 code of the place: printed, else from the manifest", nullable=True
    )
    unit_code: pl.String = column(
        "单位编码", "code of the publishing body: printed, else from the manifest", nullable=True
    )
    unit_name: pl.String = column(
        "单位名称", "name of the publishing body: printed, else from the manifest", nullable=True
    )
    printed_fiscal_year: pl.Int32 = column(
        "印刷的预算年度", "year as the document prints it", nullable=True, source="content"
    )
    printed_division_code: pl.String = column(
        "印刷的区划代码", "division read from the content", nullable=True, source="content"
    )
    printed_unit_code: pl.String = column(
        "印刷的单位编码", "unit code read from the content", nullable=True, source="content"
    )
    printed_unit_name: pl.String = column(
        "印刷的单位名称", "unit name read from the content", nullable=True, source="content"
    )
    manifest_fiscal_year: pl.Int32 = column(
        "清单的预算年度", "year according to the manifest", nullable=True, source="manifest.csv"
    )
    manifest_division_code: pl.String = column(
        "清单的区划代码", "division according to the manifest", nullable=True, source="manifest.csv"
    )
    manifest_unit_code: pl.String = column(
        "清单的单位编码", "unit code according to the manifest", nullable=True, source="manifest.csv"
    )
    manifest_unit_name: pl.String = column(
        "清单的单位名称", "unit name according to the manifest", nullable=True, source="manifest.csv"
    )
    identity_evidence: pl.String = column(
        "身份依据", "JSON object: field to the place it was read from", source="content"
    )
    unit_identity: pl.String = column(
        "单位身份",
        "what groups the versions of one body: unit code if known, else the normalised name; NULL when unknown",
        nullable=True,
    )
    content_digest: pl.String = column(
        "数据摘要",
        "hash of all figures in reading order; equal for a file that was only saved again; NULL without figures",
        nullable=True,
    )
    rejected_reason: pl.String = column("拒收原因", "why it is no readable disclosure", nullable=True)
    parser_version: pl.String = column("解析版本", "version of the reading that made these rows")
    ingested_at: Annotated[pl.Datetime, "us", None] = column("收到时间", "when the content was first seen", unit="UTC")

    class Config:
        """Table texts."""

        name = "document"
        title = "文件"
        description = (
            "One row per distinct file content: identity as printed and as the manifest says, and how it was read."
        )
        metadata: ClassVar = {"grain": ["document_id"]}


class DocumentFile(WarehouseTable):
    """raw `document_file`."""

    collection: pl.String = column("批次", "first folder below the inbox", source="operator")
    file_name: pl.String = column("文件名", "path below the collection folder", source="operator")
    document_id: pl.String = column(*DOCUMENT_ID, pattern=r"^[0-9a-f]{16}$")
    sha256: pl.String = column("内容摘要", "SHA-256 of the whole file", pattern=r"^[0-9a-f]{64}$")
    byte_size: pl.Int64 = column("文件大小", "size of the file", unit="bytes", at_least=0)
    stored_path: pl.String = column("存储位置", "copy kept by content, relative to the home folder", nullable=True)
    status: pl.String = column(
        "接收状态", "first seen, copy of a known file, or unreadable", allowed=allowed.FILE_STATUSES
    )
    reason: pl.String = column("原因", "why rejected, or of which file it is a copy", nullable=True)
    seen_at: Annotated[pl.Datetime, "us", None] = column(
        "首见时间", "when this content was first seen under this name", unit="UTC"
    )
    division_code: pl.String = column("行政区划代码", "according to the manifest", nullable=True, source="manifest.csv")
    fiscal_year: pl.Int32 = column("预算年度", "according to the manifest", nullable=True, source="manifest.csv")
    unit_code: pl.String = column("单位编码", "according to the manifest", nullable=True, source="manifest.csv")
    unit_name: pl.String = column("单位名称", "according to the manifest", nullable=True, source="manifest.csv")
    source_url: pl.String = column("来源网址", "where it was published", nullable=True, source="manifest.csv")
    published_on: pl.Date = column("公开日期", "day of publication", nullable=True, source="manifest.csv")

    class Config:
        """Table texts."""

        name = "document_file"
        title = "收到的文件"
        description = "Every file ever dropped into the inbox, copies and rejected ones included."
        metadata: ClassVar = {"grain": ["collection", "file_name"]}


class DocumentPage(WarehouseTable):
    """raw `document_page`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    page: pl.Int32 = column("页码", "page, from 1", at_least=1)
    width: pl.Float64 = column("页宽", "width as displayed", unit="PDF points", source="page geometry")
    height: pl.Float64 = column("页高", "height as displayed", unit="PDF points", source="page geometry")
    text_source: pl.String = column("文字来源", "how the page was read", allowed=allowed.TEXT_SOURCES)
    word_count: pl.Int32 = column("词数", "printed words found", at_least=0)
    rule_count: pl.Int32 = column("线条数", "ruling lines found", at_least=0)
    problem: pl.String = column("问题", "why the page could not be read", nullable=True)

    class Config:
        """Table texts."""

        name = "document_page"
        title = "页"
        description = "One row per page: its size and how it was read."
        metadata: ClassVar = {"grain": ["document_id", "page"]}


class DocumentDisclosure(WarehouseTable):
    """raw `document_disclosure`."""

    document_id: pl.String = column(*DOCUMENT_ID)
    disclosure_seq: pl.Int32 = column(*DISCLOSURE_SEQ, at_least=1)
    page_first: pl.Int32 = column("起始页", "first page", at_least=1)
    page_last: pl.Int32 = column("结束页", "last page", at_least=1)
    document_kind: pl.String = column(
        "公开种类",
        "budget or final accounts, of a department or a unit",
        allowed=allowed.DOCUMENT_KINDS,
        source="content",
    )
    fiscal_year: pl.Int32 = column("预算年度", "year it is for, as printed", nullable=True, at_least=1990)
    division_code: pl.String = column("行政区划代码", "division read from the content", nullable=True)
    unit_code: pl.String = column("单位编码", "code of the body as printed", nullable=True)
    unit_name: pl.String = column("单位名称", "name of the body as printed", nullable=True)
    printed_on: pl.Date = column("印刷日期", "day printed on the cover; a month alone is its first day", nullable=True)
    is_revision: pl.Boolean = column("是否更正件", "cover or title say 更正, 修订 or 调整")
    rejected_reason: pl.String = column(
        "拒收原因", "why this part of the file is no disclosure; nothing of it is loaded", nullable=True
    )

    class Config:
        """Table texts."""

        name = "document_disclosure"
        title = "文件中的公开件"
        description = "One row per disclosure inside a file, as printed: most files hold one."
        metadata: ClassVar = {"grain": ["document_id", "disclosure_seq"]}
