"""Different ink, different words; stamps and watermarks belong to no cell."""

from __future__ import annotations

import pytest

GRID = "".join(f"{x} 100 m {x} 220 l S\n" for x in (40, 120, 200, 280)) + "".join(
    f"40 {y} m 280 {y} l S\n" for y in (100, 120, 140, 160, 180, 200, 220)
)
FIGURES = [("合计", 45, 205), ("96.30", 160, 205), ("1,250.40", 125, 185), ("70.10", 210, 165), ("2080505", 45, 145)]


def texts(words):
    return sorted(word.text for word in words)


def table(show):
    return GRID + "".join(show(text, x, y, size=8) for text, x, y in FIGURES)


def expected():
    return sorted(text for text, _, _ in FIGURES)


@pytest.mark.parametrize("colour", ["0.85 g", "0.8 0.9 1 rg", "1 0.8 0.8 rg"])
def test_a_pale_date_printed_all_over_a_table_is_in_no_cell(make_pdf, read_page, show, colour):
    stamps = "".join(show("20240315", x, y, size=9) for x in (50, 140, 226) for y in (104, 128, 148, 172, 196, 211))
    page = read_page(make_pdf(table(show) + f"q {colour} {stamps} Q\n"))
    assert texts(page.words) == expected()
    assert {word.text for word in page.background} == {"20240315"}


def test_a_watermark_drawn_before_the_table_is_in_no_cell(make_pdf, read_page, show):
    page = read_page(make_pdf(f"q 0.9 g {show('公开稿', 100, 150, size=40)} Q\n" + table(show)))
    assert texts(page.words) == expected()


@pytest.mark.parametrize("colour", ["1 0 0 rg", "0 0.2 0.8 rg"])
def test_a_coloured_stamp_across_the_lines_is_in_no_cell(make_pdf, read_page, show, colour):
    stamp = show("2024.03.15", 100, 176, size=12) + show("88", 215, 117, size=12)
    page = read_page(make_pdf(table(show) + f"q {colour} {stamp} Q\n"))
    assert texts(page.words) == expected()


def test_a_stamp_that_touches_a_figure_does_not_join_it(make_pdf, read_page, show):
    content = show("70.10", 100, 200) + f"q 0.6 0 0 rg {show('2024', 125.1, 200)} Q\n" + show("合计合计合计", 50, 100)
    assert texts(read_page(make_pdf(content)).words) == ["2024", "70.10", "合计合计合计"]


def test_red_figures_and_grey_heads_in_their_cells_are_read(make_pdf, read_page, show):
    more = f"q 1 0 0 rg {show('-12.50', 210, 185, size=8)} Q q 0.75 g {show('项目', 50, 165, size=8)} Q\n"
    page = read_page(make_pdf(table(show) + more))
    assert texts(page.words) == sorted([*expected(), "-12.50", "项目"])
    assert page.background == []


@pytest.mark.parametrize("copies", range(2, 7))
def test_bold_made_of_copies_is_one_text(make_pdf, read_page, show, copies):
    content = "".join(show("合计1,416.80", 50 + 0.12 * i, 200 + 0.08 * (i % 3)) for i in range(copies))
    assert texts(read_page(make_pdf(content)).words) == ["合计1,416.80"]


def test_the_shadow_of_a_title_is_not_the_title(make_pdf, read_page, show):
    shadow = f"q 0.8 g {show('收支总表', 50.8, 199.2, size=14)} Q\n"
    page = read_page(make_pdf(shadow + show("收支总表", 50, 200, size=14) + show("预算数", 50, 100)))
    assert texts(page.words) == ["收支总表", "预算数"]


def test_a_point_in_another_colour_is_part_of_its_figure(make_pdf, read_page, show):
    # xian-d8b69a4ecb, page 36: 4482.98 with a red point
    content = show("4482", 50, 200) + f"q 1 0 0 rg {show('.', 72.24, 200)} Q\n" + show("98", 75.02, 200)
    assert texts(read_page(make_pdf(content)).words) == ["4482.98"]
