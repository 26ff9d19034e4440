"""Ink that no text says: what stands in a table cell is read or marked, never blank."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.language.numbers import hides_figure
from pipeline.reading import auto
from pipeline.reading.model import UNREAD, Word
from pipeline.reading.unread import without_unknown_characters
from tests.unit.reading.conftest import MakePdf, read, show

GRID = "".join(f"40 {y} m 360 {y} l S\n" for y in (100, 130, 160, 190)) + "".join(
    f"{x} 100 m {x} 190 l S\n" for x in (40, 200, 360)
)
NAMES = show("Alpha office", 50, 140) + show("Beta office", 50, 110) + show("Name of unit", 50, 170)
UNMAPPED = (
    " /F3 << /Type /Font /Subtype /Type0 /BaseFont /Nobody /Encoding /Identity-H /DescendantFonts [ << /Type /Font "
    "/Subtype /CIDFontType2 /BaseFont /Nobody /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >> ] >>"
)


def field(value: str, rect: str, more: str = "") -> str:
    return f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (n{rect[:3]}) /DA (/F1 9 Tf) /V ({value}) /Rect [ {rect} ] {more} >>"


def circle(x: float, y: float, r: float = 4) -> str:
    k = 0.55 * r
    return (
        f"{x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c {x - k} {y + r} {x - r} {y + k} {x - r} {y} c "
        f"{x - r} {y - k} {x - k} {y - r} {x} {y - r} c {x + k} {y - r} {x + r} {y - k} {x + r} {y} c f\n"
    )


def drawn(text: str, x: float, y: float, width: float = 60, height: float = 18) -> str:
    """A text as a small picture."""
    ((wide, high), below) = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 2)
    picture = np.full((high + below + 12, wide + 12), 255, np.uint8)
    cv2.putText(picture, text, (6, high + 6), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2, cv2.LINE_AA)
    rows, columns = picture.shape
    return f"q {width} 0 0 {height} {x} {y} cm BI /W {columns} /H {rows} /CS /G /BPC 8 /F /AHx ID {picture.tobytes().hex()}> EI Q\n"


def words_in(page, x0, x1):
    return sorted((w for w in page.words if x0 < w.centre < x1), key=lambda w: w.middle)


def test_values_of_form_fields_are_text(make_pdf: MakePdf, tmp_path) -> None:
    annotations = " ".join([field("96.30", "240 135 355 155"), field("1,250.40", "240 105 355 125")])
    path = make_pdf(GRID + NAMES, extra=f"/Annots [ {annotations} ]")
    path.write_bytes(path.read_bytes().replace(b"/Catalog /Pages", b"/Catalog /AcroForm << /Fields [ ] >> /Pages"))
    page = read(path)
    assert [(w.text, w.confidence) for w in words_in(page, 200, 360)] == [("96.30", 1.0), ("1,250.40", 1.0)]
    assert [150 < w.middle < 190 for w in words_in(page, 200, 360)] == [True, True]


def test_a_hidden_field_prints_nothing(make_pdf: MakePdf) -> None:
    path = make_pdf(GRID + NAMES, extra=f"/Annots [ {field('96.30', '240 135 355 155', '/F 2')} ]")
    path.write_bytes(path.read_bytes().replace(b"/Catalog /Pages", b"/Catalog /AcroForm << /Fields [ ] >> /Pages"))
    assert words_in(read(path), 200, 360) == []


def test_a_note_typed_onto_the_page_is_text(make_pdf: MakePdf) -> None:
    note = "<< /Type /Annot /Subtype /FreeText /Contents (70.10) /DA (/F1 9 Tf) /Rect [ 240 135 355 155 ] >>"
    assert [w.text for w in words_in(read(make_pdf(GRID + NAMES, extra=f"/Annots [ {note} ]")), 200, 360)] == ["70.10"]


def test_curves_in_a_cell_are_one_unread_word_for_each_cell(make_pdf: MakePdf) -> None:
    content = GRID + NAMES + circle(300, 144) + circle(310, 144) + circle(320, 144) + circle(320, 114)
    found = words_in(read(make_pdf(content)), 200, 360)
    assert [(w.text, round(w.x0), round(w.x1)) for w in found] == [(UNREAD, 296, 324), (UNREAD, 316, 324)]


def test_curves_outside_tables_and_under_text_are_no_words(make_pdf: MakePdf) -> None:
    content = GRID + NAMES + circle(300, 250) + circle(300, 144, 9) + show("1.50", 292, 140)
    assert [w.text for w in read(make_pdf(content)).words if w.text == UNREAD] == []


def test_a_line_across_a_divided_head_is_no_word(make_pdf: MakePdf) -> None:
    content = GRID + NAMES + "40 190 m 200 160 l S\n210 135 m 350 135 l 350 155 l 210 155 l h f\n"
    assert [w.text for w in read(make_pdf(content)).words if w.text == UNREAD] == []


def test_a_font_without_a_character_map_says_nothing(make_pdf: MakePdf) -> None:
    content = GRID + NAMES + "BT /F3 9 Tf 1 0 0 1 300 140 Tm <001400150016> Tj ET\n"
    found = words_in(read(make_pdf(content, fonts=UNMAPPED)), 200, 360)
    assert [w.text for w in found] == [UNREAD * 3]


def test_a_figure_that_is_a_picture_is_read_with_doubt(make_pdf: MakePdf) -> None:
    pytest.importorskip("faster_paddle")
    content = GRID + NAMES + drawn("612.15", 280, 136) + drawn("238.25", 280, 106)
    page = read(make_pdf(content), name="auto")
    found = words_in(page, 200, 360)
    assert [w.text for w in found] == ["612.15", "238.25"]
    assert all(w.confidence < 1 for w in found)
    assert page.text_source == "mixed"


def test_without_a_recogniser_the_page_says_what_is_missing(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto, "ocr_available", lambda: False)
    page = read(make_pdf(GRID + NAMES + drawn("612.15", 280, 136)), name="auto")
    assert [w.text for w in words_in(page, 200, 360)] == [UNREAD]
    assert page.problem is not None
    assert auto.ADVICE in page.problem


def test_a_table_that_is_a_picture_among_text_is_read(make_pdf: MakePdf) -> None:
    pytest.importorskip("faster_paddle")
    picture = np.full((300, 900), 255, np.uint8)
    for y in (10, 100, 190, 280):
        cv2.line(picture, (10, y), (890, y), 0, 2)
    for x in (10, 450, 890):
        cv2.line(picture, (x, 10), (x, 280), 0, 2)
    for n, text in enumerate(("Total", "Basic", "1,016.80", "850.40", "612.15", "238.25")):
        cv2.putText(
            picture, text, (60 + 440 * (n % 2), 70 + 90 * (n // 2)), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 2, cv2.LINE_AA
        )
    image = f"q 300 0 0 100 50 100 cm BI /W 900 /H 300 /CS /G /BPC 8 /F /AHx ID {picture.tobytes().hex()}> EI Q\n"
    page = read(make_pdf(show("Table 1 of this office is shown below", 50, 220) + image), name="auto")
    texts = {w.text for w in page.words}
    assert {"1,016.80", "850.40", "612.15", "238.25"} <= texts
    assert len([r for r in page.rules if r.is_horizontal]) >= 4
    assert all(90 < w.middle < 205 for w in page.words if "." in w.text)


def test_private_use_words_are_unread_and_bullets_stay() -> None:
    words = [Word(t, 10.0 * i, 0, 10.0 * i + 8, 10) for i, t in enumerate(["\ue031\ue02e\ue035", "\ue037", "类"])]
    assert [w.text for w in without_unknown_characters(words)] == [UNREAD * 3, UNREAD, "类"]
    bullet = [Word("\uf06c一、部门概况", 0, 0, 80, 10), Word("\uf0fc", 0, 20, 8, 30)]
    assert without_unknown_characters(bullet) == bullet


@pytest.mark.parametrize(
    ("text", "hides"),
    [("########", True), ("##", True), (UNREAD, True), ("#", False), ("96.30", False), ("", False), ("—", False)],
)
def test_what_stands_in_the_place_of_a_figure(text: str, hides: bool) -> None:
    assert hides_figure(text) is hides
