"""What the findings say, against what people saw on the page pictures (`verdicts.tsv`). Runs only where the real disclosures are at hand."""

from __future__ import annotations

import duckdb
import pytest

from benchmarks.verdicts import (
    Judgement,
    judge,
    lost_cases,
    precision,
    precision_by_case,
    read_findings,
    read_verdicts,
    wrongly_accused,
)
from tests.integration.conftest import CORPUS

pytestmark = [
    pytest.mark.integration,
    pytest.mark.corpus,
    pytest.mark.xdist_group("corpus"),
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real disclosures is not here (MINGZHANG_CORPUS)"),
]


def failed(build: duckdb.DuckDBPyConnection, severity: str) -> list[Judgement]:
    return [j for j in judge(read_findings(build), read_verdicts()) if j.finding.severity == severity]


def at_least(share: float | None, wanted: float) -> bool:
    return share is None or share >= wanted


def test_an_error_is_true_in_19_of_20_findings_and_cases(corpus_build: duckdb.DuckDBPyConnection) -> None:
    found = failed(corpus_build, "error")
    assert at_least(precision(found).share, 0.95)
    assert at_least(precision_by_case(found).share, 0.95)


def test_the_strongest_word_is_kept_for_what_the_page_proves(corpus_build: duckdb.DuckDBPyConnection) -> None:
    strongest = [j for j in failed(corpus_build, "error") if j.finding.cause == "document"]
    assert at_least(precision(strongest).share, 0.99)


def test_nearly_nobody_is_accused_who_did_nothing_wrong(corpus_build: duckdb.DuckDBPyConnection) -> None:
    assert len(wrongly_accused(failed(corpus_build, "error"))) <= 2


def test_a_warning_is_true_in_17_of_20(corpus_build: duckdb.DuckDBPyConnection) -> None:
    assert at_least(precision(failed(corpus_build, "warn")).share, 0.85)


def test_nothing_true_is_lost(corpus_build: duckdb.DuckDBPyConnection) -> None:
    assert lost_cases(read_findings(corpus_build, ["fail", "detail_withheld"]), read_verdicts()) == []
