"""The report on drafts as one web page, or as a document for the files of an office."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from pipeline.web import words
from pipeline.web.draft import SHOWN, Draft, Editions, Report
from pipeline.web.render import render_alone

_FONT = "宋体"
_WIDTH = Cm(15.5)
"""Of a page's picture."""


def as_html(report: Report) -> str:
    """A self-contained web page: pictures inside, nothing loaded from anywhere."""
    return render_alone(
        "draft.html",
        report=report,
        words_of_severity=SHOWN,
        address_of=lambda png: f"data:image/png;base64,{base64.b64encode(png).decode()}",
    )


def as_docx(report: Report) -> bytes:
    """A document of Word with headings, the pictures of the marked pages, and tables that can be edited."""
    document = Document()
    style = document.styles["Normal"]
    style.font.size = Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.add_heading("公开前核对", level=0)
    document.add_paragraph(
        "本报告只比较文件里印着的数字。红框为被核对的一边，另一种颜色为对照的一边；改哪一边由编制单位决定。"
    )
    for draft in report.drafts:
        _write_draft(document, draft)
    for editions in report.editions:
        _write_editions(document, editions)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _write_draft(document: DocumentObject, draft: Draft) -> None:
    head = draft.head
    document.add_heading(str(head["file_name"]), level=1)
    name, year = head["unit_name"] or "（没有读到单位名称）", head["fiscal_year"] or "（没有读到年度）"
    kind = words.KIND.get(head["document_kind"], head["document_kind"] or "")
    document.add_paragraph(f"{name} {year} {kind}，{head['page_count'] or 0} 页。")
    if head["status"] == "rejected":
        document.add_paragraph(f"未能核对：{head['status_reason']}")
        return
    if draft.missing:
        document.add_paragraph(f"没有见到的必备表：{'、'.join(draft.missing)}")
    if not draft.cases:
        document.add_paragraph("没有发现不符之处。")
    for case in draft.cases:
        paragraph = document.add_paragraph(style="List Number")
        paragraph.add_run(f"{SHOWN[case['severity']]} ").bold = True
        paragraph.add_run(f"{case['message']}（{case['rule_id']} {case['rule_zh']}）")
        for page, png in case["pictures"]:
            document.add_picture(io.BytesIO(png), width=_WIDTH)
            document.add_paragraph(f"第{page}页")
        document.add_paragraph("处理意见：")
    if draft.unread:
        document.add_paragraph("没有读准、因而没有核对的数字：")
        _table(
            document, ("页", "印的是", "原因"), [(row["page"], row["printed"], row["reason"]) for row in draft.unread]
        )


def _write_editions(document: DocumentObject, editions: Editions) -> None:
    document.add_heading("两个版本的不同", level=1)
    document.add_paragraph(f"{editions.older['file_name']} → {editions.newer['file_name']}：{editions.count} 处不同。")
    _table(
        document,
        ("页", "行", "栏", "前", "后"),
        [
            (row["page_after"] or row["page_before"], row["row_label"], row["column_path"], row["printed_before"], row["printed_after"])
            for row in editions.changes
        ],
    )  # fmt: skip


def _table(document: DocumentObject, names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    table = document.add_table(rows=1, cols=len(names), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.text = name
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = "—" if value is None else str(value)
