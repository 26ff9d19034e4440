"""Identity and claims on real disclosures; runs only where the corpus of real files is at hand (MINGZHANG_CORPUS)."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from pipeline.identity import identify, is_disclosure
from pipeline.reading.model import ReadingError
from pipeline.reading.pdfium import PdfiumEngine
from pipeline.tables import analyse
from pipeline.tables.model import DocumentLayout

CORPUS = Path(os.environ.get("MINGZHANG_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus" / "real")
KINDS = {
    "部门预算": "department_budget",
    "单位预算": "unit_budget",
    "部门决算": "department_final_accounts",
    "单位决算": "unit_final_accounts",
}

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(
        not (CORPUS / "labels").is_dir(), reason="the corpus of real disclosures is not here (MINGZHANG_CORPUS)"
    ),
]


def layout_of(path: Path) -> DocumentLayout:
    with PdfiumEngine().open(path) as document:
        return analyse([document.read_page(number) for number in range(1, document.page_count + 1)])


def test_at_least_97_of_100_labelled_fields_are_right_and_none_is_a_wrong_guess() -> None:
    right, wrong = Counter[str](), []
    for label in sorted((CORPUS / "labels").glob("*.json")):
        expected = json.loads(label.read_text(encoding="utf-8"))["document"]
        expected["document_kind"] = KINDS[expected["document_kind"]]
        layout = layout_of(next(CORPUS.glob(f"*/{label.stem}.pdf")))
        if not layout.prose and not layout.tables:
            continue  # a scan: its text is for OCR
        identity = identify(layout)
        for name in ("document_kind", "fiscal_year", "unit_name", "unit_code", "division_code"):
            found = getattr(identity, name)
            right[name] += found == expected[name]
            if found not in {expected[name], None, "unknown"}:
                wrong.append((label.stem, name, found, expected[name]))
        right["documents"] += 1

    assert wrong == []
    assert all(count >= 0.97 * right["documents"] for count in right.values())


def test_papers_that_are_no_disclosures_are_told_apart() -> None:
    accepted = []
    for path in sorted((CORPUS / "not_disclosures").glob("*.pdf")):
        try:
            layout = layout_of(path)
        except ReadingError:
            continue  # web pages named .pdf never come this far
        if (layout.prose or layout.tables) and is_disclosure(layout, identify(layout)) is None:
            accepted.append(path.name)

    assert accepted == []
