from concurrent.futures import Future
from pathlib import Path

import pytest

from pipeline.extracting import documents as extracting
from pipeline.extracting.document import PARSER_VERSION
from pipeline.extracting.documents import documents_to_read, extract_documents
from pipeline.extracting.worker_pool import WorkerDiedError, WorkerTimeoutError
from pipeline.home import Home
from pipeline.intake.inbox import copy_into_inbox
from pipeline.intake.scan import scan_collection
from pipeline.warehouse.extracts import read_header


class InThisProcess:
    """An executor that runs nothing in parallel, and can lose calls as a pool of processes does."""

    def __init__(self, lost: Exception | None = None):
        self._lost = lost

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        if self._lost:
            future.set_exception(self._lost)
        else:
            future.set_result(fn(*args, **kwargs))
        return future


@pytest.fixture
def records(home: Home, samples: Path):
    copy_into_inbox(home, [samples / "S7e_letter.pdf", samples / "S7d_empty.pdf"], "c")
    return scan_collection(home, "c").records


def test_only_readable_contents_that_were_not_read_yet_are_read(home: Home, records):
    waiting = documents_to_read(home, records)
    assert [record.file_name for record in waiting] == ["S7e_letter.pdf"]
    extract_documents(home, waiting, InThisProcess(WorkerDiedError("x")))
    assert documents_to_read(home, records) == []


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (WorkerTimeoutError("stopped after 600 seconds"), "stopped after 600 seconds"),
        (WorkerDiedError("the reading process was killed by SIGSEGV"), "killed by SIGSEGV"),
    ],
)
def test_a_document_that_loses_its_process_is_rejected_with_the_reason(home: Home, records, lost: Exception, said: str):
    (outcome,) = extract_documents(home, documents_to_read(home, records), InThisProcess(lost))
    stored = read_header(home, outcome.document_id, PARSER_VERSION).rejected_reason
    assert said in (outcome.rejected_reason or "")
    assert stored == outcome.rejected_reason


def test_a_defect_of_the_reader_rejects_its_document_and_keeps_the_traceback(home: Home, records, monkeypatch):
    def broken(*_args):
        raise KeyError("header")

    monkeypatch.setattr(extracting, "extract_document", broken)
    (outcome,) = extract_documents(home, documents_to_read(home, records), InThisProcess())
    assert "please report it" in (outcome.rejected_reason or "")
    assert "in broken" in (outcome.failure or "")


def test_every_outcome_is_told_with_its_place(home: Home, records):
    told = []
    extract_documents(
        home,
        documents_to_read(home, records),
        InThisProcess(WorkerDiedError("x")),
        on_outcome=lambda o, n, total: told.append((n, total)),
    )
    assert told == [(1, 1)]
