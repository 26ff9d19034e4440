"""Extract many documents at once; the outcome of every document is a set of records, also when reading it went wrong."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.extracting.document import PARSER_VERSION, extract_document
from pipeline.extracting.process_usage import forget_peak, peak_mb
from pipeline.extracting.worker_pool import IsolatedProcessPool, Limits, WorkerLostError, need
from pipeline.home import Home
from pipeline.intake.failures import forget_failure, is_due, read_failures, record_failure
from pipeline.intake.model import IntakeRecord
from pipeline.reading.auto import ADVICE as OCR_ADVICE
from pipeline.reading.auto import ocr_available
from pipeline.records import DocumentIdentity, Extraction
from pipeline.warehouse.extracts import has_extraction, read_table, schema_fingerprint, write_extraction

DEFAULT_TIMEOUT = 600.0
"""CPU seconds for one document, however long. The longest of the real disclosures (some 400 pages) take well under a minute."""
CPU_SECONDS = 6.0
CPU_SECONDS_PER_PAGE = 2.5
"""What a document of so many pages may take at most: twenty times what real pages need. Pages that are recognised get `Limits.heavy_factor` times as
much. One page is settled within 30 seconds either way: a file that computes for ever cannot hold a core for ten minutes."""


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one document."""

    document_id: str
    collection: str
    file_name: str
    page_count: int = 0
    table_count: int = 0
    bound_count: int = 0
    amount_count: int = 0
    seconds: float = 0.0
    """By the clock."""
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    """Largest memory of the process while it read the document."""
    rejected_reason: str | None = None
    failure: str | None = None
    """For developers: how the reader failed (traceback, signal, timeout); None when it did its work."""


def reader_version() -> str:
    """What decides whether a collection is looked at again: the parser, the declared columns of its records, whether scans can be read."""
    return f"{PARSER_VERSION}-{schema_fingerprint()}{'-ocr' if ocr_available() else ''}"


OnOutcome = Callable[[DocumentOutcome, int, int], None]
"""Called with an outcome, how many are done, and how many there are."""


def documents_to_read(home: Home, records: Iterable[IntakeRecord]) -> list[IntakeRecord]:
    """Records whose content has not been read by this version of the parser, or whose reading broke off and is due again.

    Args:
        home: the home folder.
        records: what intake gave.
    """
    failures = read_failures(home)
    now, version = datetime.now(UTC), reader_version()
    return [
        r
        for r in records
        if r.status == "new"
        and not _is_read(home, r.document_id)
        and (r.document_id not in failures or is_due(failures[r.document_id], version, now))
    ]


def _is_read(home: Home, document_id: str) -> bool:
    """Read by this version; pages that could not be read for want of the OCR extra are tried again once it is installed."""
    if not has_extraction(home, document_id, PARSER_VERSION):
        return False
    if not ocr_available():
        return True
    problems = read_table(home, [document_id], PARSER_VERSION, "document_page")["problem"]
    return not problems.str.ends_with(OCR_ADVICE).any()


def extract_documents(
    home: Home,
    records: Sequence[IntakeRecord],
    executor: Executor,
    engine: str = "auto",
    on_outcome: OnOutcome | None = None,
) -> list[DocumentOutcome]:
    """Read documents and write their Parquet sets.

    Args:
        home: the home folder.
        records: the documents (`documents_to_read`).
        executor: where to run; `local_pool` or a cluster's client that sees the same folders.
        engine: reading engine.
        on_outcome: called once per document as it finishes.

    Returns:
        one outcome per record, in order of completion. A document that lost its worker twice has no extraction but a failure on record
        (`pipeline.intake.failures`), which says when it is tried again.

    Raises:
        OSError: a Parquet set cannot be written (disk full, no permission): the machine's failure, not the document's.
    """
    outcomes: list[DocumentOutcome] = []

    def tell(outcome: DocumentOutcome) -> None:
        outcomes.append(outcome)
        if on_outcome:
            on_outcome(outcome, len(outcomes), len(records))

    waiting = {executor.submit(extract_one, home, record, engine): record for record in records}
    lost: list[IntakeRecord] = []
    for future in as_completed(waiting):
        try:
            tell(future.result())
        except WorkerLostError:
            lost.append(waiting[future])
    for record in lost:  # once more, with the machine to itself: what killed it may have been its neighbours' hunger
        try:
            tell(executor.submit(extract_one, home, record, engine).result())
        except WorkerLostError as error:
            reason = f"Reading was given up twice, {error}. It is tried again tomorrow, or by `mingzhang retry {record.document_id}`."
            record_failure(home, record.document_id, reason, reader_version())
            tell(_outcome_of_failure(record, reason, str(error)))
    return outcomes


def local_pool(workers: int | None = None, limits: Limits | None = None) -> IsolatedProcessPool:
    """Worker processes on this machine; one per core unless told otherwise."""
    return IsolatedProcessPool(workers or os.cpu_count() or 1, limits or Limits(DEFAULT_TIMEOUT), preload=[__name__])


def extract_one(home: Home, record: IntakeRecord, engine: str) -> DocumentOutcome:
    """Read one document and write its Parquet set; runs in a worker process.

    An exception of the reader is a defect of this program, shown as the reason of one rejected document rather than as a failed run.
    """
    began, cpu_before = time.perf_counter(), time.process_time()
    forget_peak()
    path = home.root / stored_path(record)
    try:
        extraction = extract_document(
            path, record.document_id, engine, lambda pages: need(CPU_SECONDS + CPU_SECONDS_PER_PAGE * pages)
        )
    except Exception as error:  # noqa: BLE001 (any defect of the reader concerns this document only)
        return _defect(home, record, error)
    try:
        write_extraction(home, extraction, record.document_id, PARSER_VERSION)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 (what the document yields cannot be written: its defect, not the machine's)
        return _defect(home, record, error)
    forget_failure(home, record.document_id)
    return DocumentOutcome(
        record.document_id,
        record.collection,
        record.file_name,
        page_count=extraction.page_count,
        table_count=len(extraction.tables),
        bound_count=sum(table.status == "bound" for table in extraction.tables),
        amount_count=len(extraction.amounts),
        seconds=time.perf_counter() - began,
        cpu_seconds=time.process_time() - cpu_before,
        peak_mb=peak_mb() or 0.0,
        rejected_reason=extraction.rejected_reason,
    )


def stored_path(record: IntakeRecord) -> Path:
    """Where the content of a record lies, relative to the home.

    Raises:
        ValueError: intake rejected the content, so there is no copy to read.
    """
    if record.stored_path is None:
        raise ValueError(f"{record.collection}/{record.file_name} was rejected by intake and has no stored copy.")
    return record.stored_path


def _defect(home: Home, record: IntakeRecord, error: Exception) -> DocumentOutcome:
    reason = (
        f"Reading failed inside the program ({type(error).__name__}: {error}): please report it together with the file."
    )
    extraction = Extraction(identity=DocumentIdentity(), page_count=0, text_source="none", rejected_reason=reason)
    write_extraction(home, extraction, record.document_id, PARSER_VERSION)
    forget_failure(home, record.document_id)
    return _outcome_of_failure(record, reason, "".join(traceback.format_exception(error)))


def _outcome_of_failure(record: IntakeRecord, reason: str, failure: str) -> DocumentOutcome:
    return DocumentOutcome(
        record.document_id, record.collection, record.file_name, rejected_reason=reason, failure=failure
    )
