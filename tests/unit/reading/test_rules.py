"""Ruling lines: whatever the producer draws them with."""

from __future__ import annotations

import pytest

from pipeline.reading.rules import merge_rules


def lines(page):
    return [tuple(round(v) for v in (r.x0, r.top, r.x1, r.bottom)) for r in page.rules]


def test_a_stroke_is_a_rule(make_pdf, read_page):
    assert lines(read_page(make_pdf("50 200 m 350 200 l S"))) == [(50, 100, 350, 100)]


def test_a_thin_filled_rectangle_is_a_rule(make_pdf, read_page):
    assert lines(read_page(make_pdf("50 199.7 300 0.6 re f 50 100 0.6 100 re f"))) == [
        (50, 100, 350, 100),
        (50, 100, 50, 200),
    ]


def test_several_thin_rectangles_in_one_fill_are_several_rules(make_pdf, read_page):
    many = "50 200 300 0.5 re 50 150 300 0.5 re 50 100 300 0.5 re f"
    assert len(read_page(make_pdf(many)).rules) == 3


def test_the_outline_of_a_rectangle_is_four_rules(make_pdf, read_page):
    assert sorted(lines(read_page(make_pdf("50 100 100 50 re S")))) == sorted(
        [(50, 150, 150, 150), (50, 200, 150, 200), (50, 150, 50, 200), (150, 150, 150, 200)]
    )


def test_the_background_of_a_cell_has_no_rules(make_pdf, read_page):
    assert read_page(make_pdf("0.8 g 50 100 100 50 re f")).rules == []


def test_a_picture_stretched_to_a_line_is_a_rule(make_pdf, read_page):
    path = make_pdf("q 300 0 0 0.75 50 200 cm /X1 Do Q", image=b"\x00")
    assert lines(read_page(path)) == [(50, 100, 350, 100)]


def test_lines_in_a_form_object_are_found_at_their_place(make_pdf, read_page):
    path = make_pdf("q 2 0 0 1 10 0 cm /X1 Do Q", form=("1 0 0 1 0 20", "20 180 m 170 180 l S"))
    assert lines(read_page(path)) == [(50, 100, 350, 100)]


def test_transformed_lines_are_found_at_their_place(make_pdf, read_page):
    assert lines(read_page(make_pdf("q 0.1 0 0 0.1 0 0 cm 500 2000 m 3500 2000 l S Q"))) == [(50, 100, 350, 100)]


def test_white_lines_on_white_paper_are_not_seen(make_pdf, read_page):
    assert read_page(make_pdf("1 G 50 200 m 350 200 l S 1 g 50 100 300 0.5 re f")).rules == []


def test_white_lines_between_coloured_cells_are_rules(make_pdf, read_page):
    cells = "0.6 0.8 1 rg 50 150 100 50 re f 150 150 100 50 re f 1 G 150 150 m 150 200 l S"
    assert lines(read_page(make_pdf(cells))) == [(150, 100, 150, 150)]


def test_pieces_of_a_line_are_joined_and_specks_dropped():
    joined = merge_rules([(10, 50, 60, 50), (60.5, 50.3, 120, 50.3), (200, 80, 201, 80)], 400, 300)
    assert [(r.x0, r.x1) for r in joined] == [(10, 120)]


def test_dashes_are_one_line_and_separate_lines_stay_apart():
    dashes = [(10 + 5 * i, 50, 13 + 5 * i, 50) for i in range(20)]
    assert [(r.x0, r.x1) for r in merge_rules(dashes, 400, 300)] == [(10, 108)]
    assert len(merge_rules([(10, 50, 60, 50), (63, 50, 120, 50)], 400, 300)) == 2


@pytest.mark.parametrize(
    "drawing", ["50 200 m 350 260 l S", "50 200 m 100 300 200 300 350 200 c S", "8 w 50 200 m 350 200 l S"]
)
def test_slopes_curves_and_bars_are_no_rules(make_pdf, read_page, drawing):
    assert read_page(make_pdf(drawing)).rules == []
