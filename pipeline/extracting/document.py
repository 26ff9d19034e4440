"""One document, from file to records: reading → tables → identity, binding, performance, narrative.

A pure function of the file's bytes and `PARSER_VERSION`; it can run in any process and its result can be cached by both.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.binding import bind_tables
from pipeline.identity import identify, is_disclosure
from pipeline.narrative import extract_claims
from pipeline.performance import extract_indicators
from pipeline.reading import Page, ReadingError, engine
from pipeline.records import DocumentIdentity, Extraction, PageRecord
from pipeline.tables import analyse
from pipeline.tables.model import DocumentLayout, TextLine
from pipeline.tables.page import text_line
from pipeline.tables.text import cluster_lines

PARSER_VERSION = "6"
"""Raise it when the same bytes would give other records; cached extractions of older versions are then read again."""

COVER_PAGES = 3
"""Pages whose every line, also inside frames, may say who published the document."""


def read_pages(path: Path, engine_name: str = "auto") -> list[Page]:
    """Read every page of a PDF.

    Args:
        path: the file.
        engine_name: name of the reading engine.

    Returns:
        pages in order; a page that cannot be read says so in `problem`.

    Raises:
        ReadingError: the file cannot be opened.
    """
    with engine(engine_name).open(path) as document:
        return [document.read_page(number) for number in range(1, document.page_count + 1)]


def extract_document(path: Path, document_id: str, engine_name: str = "auto") -> Extraction:
    """Read one PDF.

    Args:
        path: the file.
        document_id: first 16 hex digits of its SHA-256; goes into every record.
        engine_name: name of the reading engine.

    Returns:
        all records; `rejected_reason` is set for a file that cannot be opened or is no disclosure.
    """
    try:
        pages = read_pages(path, engine_name)
    except ReadingError as error:
        return Extraction(DocumentIdentity(), 0, "none", rejected_reason=str(error))
    page_records = [_page_record(page, document_id) for page in pages]
    source = _text_source(pages)
    if source == "none":
        problems = sorted({page.problem for page in pages if page.problem})
        reason = problems[0] if problems else "no page has readable text (没有可读文字)"
        return Extraction(DocumentIdentity(), len(pages), source, rejected_reason=reason, pages=page_records)
    extraction = Extraction(DocumentIdentity(), len(pages), source, pages=page_records)
    _fill(extraction, analyse(pages), _cover_lines(pages), document_id)
    return extraction


def _fill(extraction: Extraction, layout: DocumentLayout, cover: Sequence[TextLine], document_id: str) -> None:
    identity = extraction.identity = identify(layout, cover)
    extraction.rejected_reason = is_disclosure(layout, identity, cover)
    if extraction.rejected_reason is not None:
        return
    bound = bind_tables(layout.tables, identity, document_id)
    kinds = {table.table_seq: table.table_kind for table in bound.tables}
    extraction.tables = bound.tables
    extraction.columns = bound.columns
    extraction.rows = bound.rows
    extraction.amounts = bound.amounts
    extraction.quantities = bound.quantities
    extraction.quarantine = bound.quarantine
    extraction.indicators = extract_indicators(layout.tables, kinds, identity, document_id)
    extraction.claims = extract_claims(layout, identity, document_id, bound.rows, bound.amounts)


def _cover_lines(pages: Sequence[Page]) -> list[TextLine]:
    return [text_line(page.number, words) for page in pages[:COVER_PAGES] for words in cluster_lines(page.words)]


def _page_record(page: Page, document_id: str) -> PageRecord:
    return PageRecord(
        document_id,
        page.number,
        round(page.width, 2),
        round(page.height, 2),
        page.text_source,
        len(page.words),
        len(page.rules),
        page.problem,
    )


def _text_source(pages: Sequence[Page]) -> str:
    sources = {page.text_source for page in pages if page.words}
    if not sources:
        return "none"
    return sources.pop() if len(sources) == 1 else "mixed"
