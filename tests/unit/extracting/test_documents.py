from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.extracting import documents as extracting
from pipeline.extracting.document import PARSER_VERSION
from pipeline.extracting.documents import documents_to_read, extract_documents
from pipeline.extracting.worker_pool import WorkerDiedError, WorkerTimeoutError
from pipeline.home import Home
from pipeline.intake.failures import forget_failure, is_due, read_failures
from pipeline.intake.inbox import copy_into_inbox
from pipeline.intake.scan import scan_collection
from pipeline.warehouse.extracts import read_table
from tests.unit.warehouse.rows import amount, extraction


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


class LosesOnce(InThisProcess):
    """Loses the first call of every document."""

    def __init__(self):
        super().__init__()
        self.seen = set()

    def submit(self, fn, /, *args, **kwargs):
        document = args[1].document_id
        if document not in self.seen:
            self.seen.add(document)
            return InThisProcess(WorkerDiedError("killed by SIGKILL")).submit(fn, *args, **kwargs)
        return super().submit(fn, *args, **kwargs)


def test_a_document_whose_process_was_killed_once_is_read(home: Home, records):
    (outcome,) = extract_documents(home, documents_to_read(home, records), LosesOnce())
    assert outcome.failure is None
    assert outcome.page_count == 1
    assert read_failures(home) == {}


def test_a_document_that_loses_its_process_twice_is_tried_again_the_next_day_and_by_another_reader(
    home: Home, records, monkeypatch
):
    waiting = documents_to_read(home, records)
    extract_documents(home, waiting, InThisProcess(WorkerDiedError("x")))
    (failure,) = read_failures(home).values()
    assert documents_to_read(home, records) == []
    failed = datetime.fromisoformat(failure.failed_at)
    assert not is_due(failure, failure.reader, failed + timedelta(hours=10))
    assert is_due(failure, failure.reader, failed + timedelta(hours=24))
    assert not is_due(replace(failure, attempts=2), failure.reader, failed + timedelta(hours=24))
    assert is_due(replace(failure, attempts=99), failure.reader, failed + timedelta(days=30))
    assert is_due(failure, "another reader", failed)
    forget_failure(home, failure.document_id)
    assert documents_to_read(home, records) == waiting


def test_text_that_no_file_can_hold_fails_nothing(home: Home, records, monkeypatch):
    def mutated(path, document_id, engine, tell):
        made = extraction([amount(1, document_id=document_id), amount(2, document_id=document_id)])
        made.amounts[0].row_label = "\ud800工资"
        made.amounts[1].x0 = float("nan")
        made.identity.unit_name = "\udfff局"
        return made

    monkeypatch.setattr(extracting, "extract_document", mutated)
    (outcome,) = extract_documents(home, documents_to_read(home, records), InThisProcess())
    assert outcome.failure is None
    labels = read_table(home, [outcome.document_id], PARSER_VERSION, "fact_amount")["row_label"].to_list()
    assert "\ufffd\ufffd\ufffd工资" in labels


def test_what_cannot_be_written_rejects_its_document_only(home: Home, records, monkeypatch):
    written = extracting.write_extraction
    monkeypatch.setattr(
        extracting,
        "write_extraction",
        lambda home, made, *rest: (
            written(home, made, *rest) if made.rejected_reason and "inside" in made.rejected_reason else broken()
        ),
    )

    def broken():
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")

    (outcome,) = extract_documents(home, documents_to_read(home, records), InThisProcess())
    assert "UnicodeEncodeError" in (outcome.rejected_reason or "")


def test_a_full_disk_is_the_machines_failure_and_no_documents(home: Home, records, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(extracting, "write_extraction", full)
    with pytest.raises(OSError, match="No space"):
        extract_documents(home, documents_to_read(home, records), InThisProcess())


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
    assert said in (outcome.rejected_reason or "")
    assert read_failures(home)[outcome.document_id].reason == outcome.rejected_reason


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
