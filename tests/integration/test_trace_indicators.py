"""Indicators from the PDF itself: every one of the samples is read as printed, and leads back to its cell."""

import json
from pathlib import Path

import pytest

from pipeline.extracting.document import extract_document, read_pages

pytestmark = pytest.mark.integration
SAMPLES = Path(__file__).parents[1] / "samples"
GROUPS = ("成本指标", "产出指标", "效益指标", "满意度指标")


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def expected_of(name: str) -> list[tuple[str, ...]]:
    truth = json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))
    tables = {table["table_no"]: table for table in truth["tables"]}
    expected = [
        ("", *(squeezed(cell) for cell in row["cells"])) for row in tables["14"]["rows"] if row["kind"] == "indicator"
    ]
    for row in tables["15"]["rows"]:
        cells = row["cells"]
        for place, group in enumerate(GROUPS):
            if cells[6 + 2 * place]:
                expected.append(
                    (cells[0], group, "", squeezed(cells[6 + 2 * place]), squeezed(cells[7 + 2 * place]), "")
                )
    return expected


@pytest.mark.parametrize("name", ["S1_jiaoxi_2024", "S2_jiaoxi_2025", "S3_edu_bureau_2024", "S4_health_2024"])
def test_every_indicator_of_a_sample_is_read_from_its_pages(name: str) -> None:
    found = extract_document(SAMPLES / f"{name}.pdf", "d").indicators
    assert [
        tuple(map(squeezed, (r.project_code, r.level1, r.level2, r.level3, r.target_printed, r.explanation)))
        for r in found
    ] == expected_of(name)


def test_the_seed_has_35_indicators_of_which_23_have_a_number() -> None:
    found = extract_document(SAMPLES / "S1_jiaoxi_2024.pdf", "d").indicators
    assert len(found) == 35
    assert [sum(r.page == page for r in found) for page in (19, 20, 21, 22)] == [8, 8, 9, 10]
    department = [r for r in found if r.project_code is None]
    assert (len(department), sum(r.target_value is not None for r in department)) == (25, 13)
    assert all(r.target_value is not None for r in found if r.project_code)


def test_the_box_of_an_indicator_holds_its_words_on_the_page() -> None:
    sample = SAMPLES / "S1_jiaoxi_2024.pdf"
    pages = {page.number: page for page in read_pages(sample)}
    for record in extract_document(sample, "d").indicators:
        assert None not in (record.x0, record.top, record.x1, record.bottom)
        inside = [
            word.text
            for word in pages[record.page].words
            if record.x0 <= word.centre <= record.x1 and record.top <= word.middle <= record.bottom
        ]
        assert squeezed(record.level3)[:4] in squeezed("".join(inside))
