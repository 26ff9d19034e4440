"""Geometry of the page, and pages without readable text."""

from __future__ import annotations

import pytest

from pipeline.reading import engine
from pipeline.reading.quality import is_garbage
from pipeline.reading.render import render_page

PRINTED = "合计"


def place(page):
    [word] = [w for w in page.words if w.text == PRINTED]
    return word.x0, word.middle


@pytest.mark.parametrize(
    ("rotate", "x", "y", "matrix"),
    [(0, 60, 250, "1 0 0 1"), (90, 50, 60, "0 1 -1 0"), (180, 340, 50, "-1 0 0 -1"), (270, 350, 240, "0 -1 1 0")],
)
def test_boxes_are_those_of_the_page_as_displayed(make_pdf, read_page, show, rotate, x, y, matrix):
    # the text is placed so that a viewer shows it 60 from the left, with its baseline 50 below the top
    page = read_page(make_pdf(show(PRINTED, x, y, matrix=matrix), extra=f"/Rotate {rotate}"))
    assert (page.width, page.height) == ((400, 300) if rotate % 180 == 0 else (300, 400))
    assert page.turned == 0
    assert place(page) == pytest.approx((60, 46.4), abs=0.5)


def test_lines_turn_with_the_page(make_pdf, read_page):
    # 50 from the left edge of the paper: /Rotate 90 brings the left edge to the top
    [rule] = read_page(make_pdf("50 100 m 50 250 l S", extra="/Rotate 90")).rules
    assert (rule.x0, rule.top, rule.x1, rule.bottom) == pytest.approx((100, 50, 250, 50))


def test_the_origin_is_the_corner_of_the_crop_box(make_pdf, read_page, show):
    path = make_pdf(show(PRINTED, 160, 250), media="0 0 600 400", extra="/CropBox [100 50 500 300]")
    page = read_page(path)
    assert (page.width, page.height) == (400, 250)
    assert place(page) == pytest.approx((60, 46.4), abs=0.5)


def test_a_media_box_that_does_not_begin_at_zero_is_no_shift(make_pdf, read_page, show):
    assert place(read_page(make_pdf(show(PRINTED, 60, 50), media="0 -200 400 100"))) == pytest.approx(
        (60, 46.4), abs=0.5
    )


def test_a_page_printed_sideways_is_turned_upright(make_pdf, show):
    sideways = "".join(show(f"ROW{i} 100.00", 50 + 12 * i, 60, matrix="0 1 -1 0") for i in range(4))
    path = make_pdf(sideways + "40 50 m 40 250 l S")
    with engine("pdfium").open(path) as document:
        page = document.read_page(1)
    assert (page.width, page.height, page.turned) == (300, 400, 1)
    assert sorted(w.text for w in page.words) == ["100.00"] * 4 + ["ROW0", "ROW1", "ROW2", "ROW3"]
    assert page.rules[0].is_horizontal
    picture = render_page(path, 1, dpi=72)
    assert picture.size == (300, 400), "the picture is turned like the coordinates"


def test_one_sideways_label_does_not_turn_the_page(make_pdf, read_page, show):
    page = read_page(
        make_pdf(
            show(PRINTED, 60, 250) + show("一般公共预算支出预算表", 60, 230) + show("SIDE", 300, 50, matrix="0 1 -1 0")
        )
    )
    assert page.turned == 0
    assert page.width == 400
    assert place(page) == pytest.approx((60, 46.4), abs=0.5)


def test_a_page_that_is_a_picture_has_no_text_source(make_pdf, read_page):
    page = read_page(make_pdf("q 400 0 0 300 0 0 cm /X1 Do Q", image=b"\x00"))
    assert (page.text_source, page.words) == ("none", [])
    assert "picture" in page.problem


def test_a_scan_with_a_printed_page_number_has_no_text_source(make_pdf, read_page, show):
    page = read_page(make_pdf("q 400 0 0 300 0 0 cm /X1 Do Q" + show("- 12 -", 190, 20), image=b"\x00"))
    assert page.text_source == "none"


def test_an_empty_page_is_read_and_empty(make_pdf, read_page):
    page = read_page(make_pdf("50 100 100 50 re S"))
    assert (page.text_source, page.problem, page.words) == ("text", None, [])


@pytest.mark.parametrize(
    "text",
    [
        "\ue001\ue0a2" * 20,
        "�" * 40,
        "(cid:123)(cid:88)(cid:9)" * 5,
        "ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕ" * 2,
        "夔夙夤夥夼奁奂奕奘奚奭妁妊妍妒妣妤妪妫妲妾娅娆娈娉" * 2,
        "!\"#$%&'()*+,-./:;<=>?@" * 3,
    ],
)
def test_a_text_layer_that_cannot_be_what_is_printed_is_garbage(text):
    assert is_garbage(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024年一般公共预算支出预算表单位：万元合计552.72",
        "1,277.53 0.00 552.72 18.20 30,000.00",
        "濮阳市华龙区人民政府孟轲乡；滕州、亳州、衢州、滁州、漯河、浚县、郏县、鄢陵的公务用车购置及运行费",
        "------------------------------",
        "Budget of the district government for 2024",
    ],
)
def test_real_text_is_no_garbage(text):
    assert not is_garbage(text)


def test_a_picture_is_read_by_ocr_only_when_the_extra_is_there(make_pdf, show, monkeypatch):
    from pipeline.reading import auto

    monkeypatch.setattr(auto, "ocr_available", lambda: False)
    path = make_pdf("q 400 0 0 300 0 0 cm /X1 Do Q", show(PRINTED, 60, 250), image=b"\x00")
    with engine("auto").open(path) as document:
        picture, text = document.read_page(1), document.read_page(2)
    assert picture.text_source == "none"
    assert "pip install 'mingzhang[ocr]'" in picture.problem
    assert (text.text_source, [w.text for w in text.words]) == ("text", [PRINTED])
