"""The reading report: static HTML for people who improve the reader.

Records come from a published build; the grids are found again from the stored originals, because a build keeps cells with
numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from PIL import Image

from pipeline.extracting.document import PARSER_VERSION, read_pages
from pipeline.reading import Page, ReadingError
from pipeline.tables import analyse
from pipeline.tables.model import Table
from pipeline.tracing.coverage import Coverage, badness, measure_coverage
from pipeline.tracing.overlay import page_overlay
from pipeline.tracing.picture import PictureError, page_picture
from pipeline.tracing.report_data import DocumentFacts, Row, read_corpus, read_document
from pipeline.tracing.report_html import PageView, document_html, index_html

PICTURE_DPI = 80
_COLOURS = 32
"""Colours kept in a page picture; text and lines need no more, and the files stay small."""


class ReportError(Exception):
    """Why the report cannot be written, and what to do."""


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written."""

    index: Path
    documents: int
    with_pictures: int


def write_report(
    con: duckdb.DuckDBPyConnection,
    original: Callable[[str], Path],
    out: Path,
    *,
    documents: Sequence[str] = (),
    pictures: int = 20,
    progress: Callable[[int, int, str], None] = lambda _done, _all, _name: None,
) -> ReportSummary:
    """Write the report.

    Args:
        con: the published build; it is only read.
        original: SHA-256 → where the original is stored (`Home.stored_file`).
        out: folder for the HTML; files of an earlier report are overwritten.
        documents: ids (or beginnings of ids) of the documents to show; empty for all. The index is always over all.
        pictures: for how many documents, worst first, page pictures are drawn; grids are drawn for all.
        progress: called before each document with (number, of how many, file name).

    Returns:
        what was written.

    Raises:
        ReportError: a document that was asked for is not in the build.
    """
    corpus = read_corpus(con)
    worst_first = sorted(corpus.documents, key=lambda row: -badness(row))
    shown = [row for row in worst_first if not documents or str(row["document_id"]).startswith(tuple(documents))]
    if documents and not shown:
        raise ReportError(f"No document {', '.join(documents)} in the build. See: mingzhang documents")
    out.mkdir(parents=True, exist_ok=True)
    coverages: dict[str, Coverage] = {}
    for number, row in enumerate(shown, start=1):
        progress(number, len(shown), str(row["file_name"]))
        facts = read_document(con, row)
        coverages[facts.document_id] = _write_document(
            facts, original(row["sha256"]), out / facts.document_id, with_pictures=number <= pictures
        )
    index = out / "index.html"
    index.write_text(index_html(corpus, coverages), encoding="utf-8")
    return ReportSummary(index, len(shown), min(pictures, len(shown)))


def _write_document(facts: DocumentFacts, pdf: Path, folder: Path, *, with_pictures: bool) -> Coverage:
    """Write one document's page; returns which of its numbers were loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    views: list[PageView] = []
    note = ""
    try:
        pages = read_pages(pdf)
    except (ReadingError, OSError) as error:
        pages = []
        note = f"The stored original cannot be read ({error}); grids are not shown."
    tables = analyse(pages).tables if pages else []
    if pages:
        note = _doubt(facts.row, tables, facts.tables)
    coverage = measure_coverage(pages, tables, facts)
    for page in pages:
        here = [table for table in tables if page.number in table.boxes]
        if here:
            picture = _save_picture(pdf, page, folder) if with_pictures else None
            overlay = page_overlay(page, here, facts, coverage)
            views.append(PageView(page.number, page.width, page.height, picture, overlay))
    (folder / "index.html").write_text(document_html(facts, coverage, views, note), encoding="utf-8")
    return coverage


def _doubt(row: Row, tables: Sequence[Table], records: Sequence[Row]) -> str:
    if row["parser_version"] != PARSER_VERSION:
        return f"Loaded by reader version {row['parser_version']}, grids drawn by {PARSER_VERSION}: run mingzhang ingest again."
    if len(tables) != len(records):
        return f"The build has {len(records)} tables, reading again finds {len(tables)}: run mingzhang ingest again."
    return ""


def _save_picture(pdf: Path, page: Page, folder: Path) -> str | None:
    name = f"p{page.number}.png"
    try:
        picture = page_picture(pdf, page.number, dpi=PICTURE_DPI)
    except PictureError:
        return None
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(folder / name)
    return name
