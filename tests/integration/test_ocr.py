"""A scan is read like the print it was made from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from pipeline.reading import engine
from pipeline.reading.render import render_page

SAMPLE = Path(__file__).parents[1] / "samples" / "S1_jiaoxi_2024.pdf"
TABLE = 12

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def printed():
    with engine("pdfium").open(SAMPLE) as document:
        return document.read_page(TABLE)


def scan(folder: Path, *, turn: int = 0) -> Path:
    """A page as an office scans it: a grey picture, slightly askew, perhaps on its side."""
    picture = (
        render_page(SAMPLE, TABLE, dpi=180).convert("L").rotate(-0.4, resample=Image.Resampling.BICUBIC, fillcolor=255)
    )
    if turn:
        picture = picture.rotate(-90 * turn, expand=True)
    path = folder / f"scan{turn}.pdf"
    picture.save(path, resolution=180, quality=80)
    return path


def numbers(page):
    return Counter(w.text for w in page.words if w.text[0].isdigit() and "." in w.text)


@pytest.mark.parametrize("turn", [0, 1])
def test_a_scanned_table_has_the_figures_and_lines_of_the_printed_one(tmp_path, printed, turn):
    path = scan(tmp_path, turn=turn)
    with engine("auto").open(path) as document:
        page = document.read_page(1)
    assert page.text_source == "ocr"
    assert page.turned == (-turn) % 4
    assert page.skew == pytest.approx(-0.4 if page.skew < 0 else 0.4, abs=0.1)
    assert numbers(page) == numbers(printed)
    assert all(0 < w.confidence <= 1 for w in page.words)
    wide = [r for r in printed.rules if r.is_horizontal and r.x1 - r.x0 > 300]
    found = [r for r in page.rules if r.is_horizontal and r.x1 - r.x0 > 300]
    assert len(found) == len(wide)
    assert (page.width, page.height) == pytest.approx((printed.width, printed.height), abs=2)


def test_the_picture_of_a_scan_lies_under_its_boxes(tmp_path):
    path = scan(tmp_path)
    with engine("auto").open(path) as document:
        page = document.read_page(1)
    picture = render_page(path, 1, dpi=144).convert("L")
    lines = [r for r in page.rules if r.is_horizontal and r.x1 - r.x0 > 300]
    for rule in lines:
        for x in (rule.x0 + 5, (rule.x0 + rule.x1) / 2, rule.x1 - 5):
            around = [picture.getpixel((int(2 * x), int(2 * rule.top) + dy)) for dy in range(-3, 4)]
            assert min(around) < 170, f"no line at {x:.0f}, {rule.top:.0f}"
