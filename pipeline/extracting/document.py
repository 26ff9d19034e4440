"""One document, from file to records: reading → tables → disclosures and their identity → binding, performance, narrative of each.

A pure function of the file's bytes and `PARSER_VERSION`; it can run in any process and its result can be cached by both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.binding import bind_tables
from pipeline.extracting.second_reading import settle
from pipeline.identity import Disclosure, find_disclosures, shared_identity
from pipeline.narrative import extract_claims
from pipeline.performance import extract_indicators
from pipeline.reading import Page, ReadingError, engine
from pipeline.records import DisclosureRecord, DocumentIdentity, Extraction, PageRecord, QuarantineRecord
from pipeline.tables import analyse
from pipeline.tables.model import TextLine
from pipeline.tables.page import text_line
from pipeline.tables.text import cluster_lines

PARSER_VERSION = "8"
"""Raise it when the same bytes would give other records; cached extractions of older versions are then read again."""


def read_pages(
    path: Path, engine_name: str = "auto", on_open: Callable[[int], None] = lambda _pages: None
) -> list[Page]:
    """Read every page of a PDF.

    Args:
        path: the file.
        engine_name: name of the reading engine.
        on_open: told how many pages there are before the first is read.

    Returns:
        pages in order; a page that cannot be read says so in `problem`. Recognised figures were compared with the sums they stand in.

    Raises:
        ReadingError: the file cannot be opened.
    """
    with engine(engine_name).open(path) as document:
        on_open(document.page_count)
        pages = [document.read_page(number) for number in range(1, document.page_count + 1)]
        settle(pages, document.read_again)
        return pages


def extract_document(
    path: Path, document_id: str, engine_name: str = "auto", on_open: Callable[[int], None] = lambda _pages: None
) -> Extraction:
    """Read one PDF.

    Args:
        path: the file.
        document_id: first 16 hex digits of its SHA-256; goes into every record.
        engine_name: name of the reading engine.
        on_open: told how many pages there are before the first is read.

    Returns:
        all records; `rejected_reason` is set for a file that cannot be opened or is no disclosure.
    """
    try:
        pages = read_pages(path, engine_name, on_open)
    except ReadingError as error:
        return Extraction(DocumentIdentity(), 0, "none", rejected_reason=str(error))
    return extract_pages(pages, document_id)


def extract_pages(pages: Sequence[Page], document_id: str) -> Extraction:
    """Understand pages that were read.

    Args:
        pages: all pages in order.
        document_id: first 16 hex digits of the file's SHA-256; goes into every record.

    Returns:
        as `extract_document`.
    """
    page_records = [_page_record(page, document_id) for page in pages]
    source = _text_source(pages)
    if source == "none":
        problems = sorted({page.problem for page in pages if page.problem})
        reason = problems[0] if problems else "no page has readable text (没有可读文字)"
        return Extraction(DocumentIdentity(), len(pages), source, rejected_reason=reason, pages=page_records)
    extraction = Extraction(DocumentIdentity(), len(pages), source, pages=page_records)
    layout = analyse(pages)
    disclosures = find_disclosures(layout, lambda numbers: _page_lines(pages, numbers))
    extraction.identity = shared_identity(disclosures)
    readable = [one for one in disclosures if one.rejected_reason is None]
    if not readable:
        extraction.rejected_reason = disclosures[0].rejected_reason
        return extraction
    for one in disclosures:
        extraction.disclosures.append(_disclosure_record(one, document_id))
        if one.rejected_reason is None:
            _add(extraction, one, document_id)
        else:
            extraction.quarantine.append(_refused(one, document_id))
    return extraction


def _add(extraction: Extraction, disclosure: Disclosure, document_id: str) -> None:
    """Bind one disclosure by its own year, body and stage; its records join those of the file."""
    tables, identity = disclosure.layout.tables, disclosure.identity
    bound = bind_tables(tables, identity, document_id)
    kinds = {table.table_seq: table.table_kind for table in bound.tables}
    indicators = extract_indicators(tables, kinds, identity, document_id)
    claims = extract_claims(disclosure.layout, identity, document_id, bound.rows, bound.amounts)
    for claim in claims:
        claim.claim_seq += len(extraction.claims)
    for records in (bound.tables, bound.columns, bound.rows, bound.amounts, indicators, claims):
        for record in records:
            record.disclosure_seq = disclosure.seq
    extraction.tables += bound.tables
    extraction.columns += bound.columns
    extraction.rows += bound.rows
    extraction.amounts += bound.amounts
    extraction.quantities += bound.quantities
    extraction.quarantine += bound.quarantine
    extraction.indicators += indicators
    extraction.claims += claims


def _disclosure_record(one: Disclosure, document_id: str) -> DisclosureRecord:
    identity = one.identity
    return DisclosureRecord(
        document_id,
        one.seq,
        one.page_first,
        one.page_last,
        identity.document_kind,
        identity.fiscal_year,
        identity.division_code,
        identity.unit_code,
        identity.unit_name,
        one.edition.printed_on,
        one.edition.is_revision,
        one.rejected_reason,
    )


def _refused(one: Disclosure, document_id: str) -> QuarantineRecord:
    """A part of the file that is no disclosure, such as the budget of a whole government before those of its offices."""
    return QuarantineRecord(
        document_id=document_id,
        table_seq=None,
        page=one.page_first,
        row_seq=None,
        column_seq=None,
        x0=None,
        top=None,
        x1=None,
        bottom=None,
        printed=None,
        target_table="document_disclosure",
        reason_code="not_a_disclosure",
        reason=f"pages {one.page_first}-{one.page_last}: {one.rejected_reason}",
    )


def _page_lines(pages: Sequence[Page], numbers: Sequence[int]) -> list[TextLine]:
    return [
        text_line(page.number, words) for page in pages if page.number in numbers for words in cluster_lines(page.words)
    ]


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
