"""Text that nobody sees is not read; text that is seen is."""

from __future__ import annotations

import pytest

from tests.unit.reading.conftest import read

HEAD = ("合计", 50, 260)


def texts(page):
    return sorted(word.text for word in page.words)


def coloured(colour, content):
    return f"q {colour} {content} Q\n"


@pytest.mark.parametrize(("mode", "is_seen"), [(0, True), (1, True), (2, True), (3, False), (7, False)])
def test_text_without_ink_is_not_read(make_pdf, show, mode, is_seen):
    page = read(make_pdf(show(*HEAD) + f"{mode} Tr\n" + show("77.77", 150, 200)))
    assert texts(page) == (["77.77", "合计"] if is_seen else ["合计"])


@pytest.mark.parametrize("colour", ["1 1 1 rg", "1 g", "0 0 0 0 k", "0.99 0.99 0.98 rg"])
def test_text_in_the_colour_of_paper_is_not_read(make_pdf, read_page, show, colour):
    assert texts(read_page(make_pdf(show(*HEAD) + coloured(colour, show("77.77", 150, 200))))) == ["合计"]


def test_white_text_on_a_dark_field_is_read(make_pdf, read_page, show):
    field = coloured("0.1 0.2 0.6 rg", "40 190 200 30 re f")
    page = read_page(make_pdf(show(*HEAD) + field + coloured("1 g", show("预算数", 150, 200))))
    assert texts(page) == ["合计", "预算数"]


def test_text_in_the_colour_of_its_dark_field_is_not_read(make_pdf, read_page, show):
    page = read_page(make_pdf(show(*HEAD) + "0 g 40 190 200 30 re f\n" + show("77.77", 150, 200)))
    assert texts(page) == ["合计"]


@pytest.mark.parametrize("patch", ["1 g", "0.8 0.9 1 rg", "0 g"])
def test_a_figure_covered_by_a_later_fill_is_not_read(make_pdf, read_page, show, patch):
    cover = coloured(patch, "148 196 40 14 re f")
    page = read_page(make_pdf(show(*HEAD) + show("612.15", 150, 200) + show("238.25", 250, 200) + cover))
    assert texts(page) == ["238.25", "合计"]


def test_a_figure_retyped_over_its_patch_is_read(make_pdf, read_page, show):
    cover = coloured("1 g", "148 196 40 14 re f")
    page = read_page(make_pdf(show(*HEAD) + show("612.15", 150, 200) + cover + show("602.15", 151, 200)))
    assert texts(page) == ["602.15", "合计"]


def test_a_patch_a_little_too_small_hides_the_figure_all_the_same(make_pdf, show):
    cover = coloured("1 g", "148 200.6 40 14 re f")
    page = read(make_pdf(show(*HEAD) + show("612.15", 150, 200) + cover))
    assert texts(page) == ["合计"]


def test_a_patch_over_a_half_of_the_text_leaves_the_other(make_pdf, read_page, show):
    cover = coloured("1 g", "172 190 40 30 re f")
    page = read_page(make_pdf(show(*HEAD) + show("ABCDEFGH", 150, 200, size=8) + cover))
    assert texts(page) == ["ABCD", "合计"]


def test_a_fill_through_which_the_text_is_seen_hides_nothing(make_pdf, show):
    # a marker pen: half transparent, over the text
    state = "/ExtGState << /G1 << /ca 0.4 /BM /Multiply >> >>"
    page = read(
        make_pdf(show(*HEAD) + show("612.15", 150, 200) + "/G1 gs 1 1 0 rg 148 196 40 14 re f\n", resources=state)
    )
    assert texts(page) == ["612.15", "合计"]


def test_a_fill_that_is_clipped_away_hides_nothing(make_pdf, show):
    cover = "q 10 10 20 20 re W n 1 g 148 196 40 14 re f Q\n"
    page = read(make_pdf(show(*HEAD) + show("612.15", 150, 200) + cover))
    assert texts(page) == ["612.15", "合计"]


def test_a_picture_over_the_text_hides_it(make_pdf, read_page, show):
    page = read_page(
        make_pdf(show(*HEAD) + show("612.15", 150, 200) + "q 60 0 0 20 140 194 cm /X1 Do Q\n", image=b"\xe0")
    )
    assert texts(page) == ["合计"]


def test_a_title_under_a_picture_of_itself_is_read(make_pdf, show):
    # yantai-18e04068e8, page 30; the stripes stand for the title in the picture
    stripes = bytes([0, 255] * 30)
    content = show(*HEAD) + show("绩效目标表", 50, 200) + "q 60 0 0 12 48 197 cm /X1 Do Q\n"
    assert texts(read(make_pdf(content, image=stripes, image_width=60))) == ["合计", "绩效目标表"]
    content = show(*HEAD) + show("2026年", 50, 200) + "q 60 0 0 12 48 197 cm /X1 Do Q\n"
    assert texts(read(make_pdf(content, image=stripes, image_width=60))) == ["合计"], (
        "the picture may show another figure"
    )


LAYERS = (
    "/OCProperties << /OCGs [ 901 0 R 902 0 R ] /D << /Order [ 901 0 R 902 0 R ] /OFF [ 902 0 R ] >> >>",
    ["<< /Type /OCG /Name (on) >>", "<< /Type /OCG /Name (off) >>"],
)


def layered(make_pdf, content):
    return make_pdf(
        content,
        resources="/Properties << /On << /Type /OCG /Name (on) >> /L1 901 0 R /L2 902 0 R >>",
        catalog=LAYERS[0],
        more=dict(zip((901, 902), LAYERS[1], strict=True)),
    )


def test_text_and_lines_of_a_layer_that_is_off_are_not_read(make_pdf, show):
    lines = "50 180 m 300 180 l S\n"
    off = "50 150 m 300 150 l S\n"
    content = (
        show(*HEAD)
        + f"/OC /L1 BDC\n{show('12.50', 150, 200)}{lines}EMC\n"
        + f"/OC /L2 BDC\n{show('77.77', 250, 200)}{off}EMC\n"
    )
    page = read(layered(make_pdf, content))
    assert texts(page) == ["12.50", "合计"]
    assert [round(rule.top) for rule in page.rules] == [120]


def test_an_invisible_text_over_a_scan_is_somebodys_recognised_text(make_pdf, show):
    content = "q 400 0 0 300 0 0 cm /X1 Do Q\n3 Tr\n" + show("合计", 50, 260) + show("1,416.80", 150, 260)
    page = read(make_pdf(content, image=b"\xe0"))
    assert (page.words, page.text_source) == ([], "none")
    assert [w.text for w in page.recognised] == ["合计", "1,416.80"]


def test_a_text_under_a_scan_is_somebodys_recognised_text(make_pdf, show):
    content = show("合计", 50, 260) + show("1,416.80", 150, 260) + "q 400 0 0 300 0 0 cm /X1 Do Q\n"
    page = read(make_pdf(content, image=b"\xe0"))
    assert (page.words, page.text_source) == ([], "none")
    assert [w.text for w in page.recognised] == ["合计", "1,416.80"]
