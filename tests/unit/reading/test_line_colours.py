"""A ruling that is visible is a ruling, whatever it is drawn with; an invisible one is none."""

from __future__ import annotations

import pytest

from tests.unit.reading.conftest import read

BAR = "50 150 200 0.7 re f\n"
TINT = "<< /FunctionType 2 /Domain [0 1] /C0 [{}] /C1 [{}] /N 1 >>"
RESOURCES = (
    "/ColorSpace << /Spot [ /Separation /Black /DeviceGray "
    + TINT.format("1", "0")
    + " ] /Tiles [ /Pattern /DeviceRGB ] >> /Pattern << /Shade << /PatternType 2 /Shading << /ShadingType 2 "
    "/ColorSpace /DeviceGray /Coords [0 0 400 0] /Extend [true true] /Function "
    + TINT.format("0.2", "0.2")
    + " >> >> /Paper << /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 400 0] "
    "/Extend [true true] /Function " + TINT.format("1", "1") + " >> >> /Tile 901 0 R /Form 902 0 R >>"
)
CELL = "/TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources << >>"
MORE = {
    901: f"<< /PatternType 1 /PaintType 1 {CELL} /Length 19 >>\nstream\n0 g 0 0 10 10 re f \nendstream",
    902: f"<< /PatternType 1 /PaintType 2 {CELL} /Length 15 >>\nstream\n0 0 10 10 re f \nendstream",
}


def rules(make_pdf, content, show):
    path = make_pdf(show("合计", 60, 200) + content, resources=RESOURCES, more=MORE)
    return [(round(r.x0), round(r.top), round(r.x1)) for r in read(path).rules]


@pytest.mark.parametrize(
    "colour",
    [
        "/Pattern cs /Tile scn",  # as Chromium prints the borders of tables
        "/Pattern cs /Shade scn",
        "/Tiles cs 0.2 0.2 0.6 /Form scn",
        "/Spot cs 1 scn",
        "/Spot cs 0.4 scn",
        "0 0 0 1 k",
        "0.85 g",
    ],
)
def test_a_thin_fill_in_any_colour_is_a_ruling(make_pdf, show, colour):
    assert rules(make_pdf, f"q {colour} {BAR} Q\n", show) == [(50, 150, 250)]


@pytest.mark.parametrize("colour", ["/Pattern CS /Tile SCN", "/Pattern CS /Shade SCN", "/Spot CS 1 SCN"])
def test_a_stroke_in_any_colour_is_a_ruling(make_pdf, show, colour):
    assert rules(make_pdf, f"q {colour} 50 150 m 250 150 l S Q\n", show) == [(50, 150, 250)]


@pytest.mark.parametrize("colour", ["/Pattern cs /Paper scn", "/Spot cs 0 scn", "1 g", "0 0 0 0 k"])
def test_a_thin_fill_in_the_colour_of_paper_is_none(make_pdf, show, colour):
    assert rules(make_pdf, f"q {colour} {BAR} Q\n", show) == []


def test_a_thin_polygon_is_a_ruling(make_pdf, show):
    # mitred like the border of a cell on a web page
    assert rules(make_pdf, "50 150 m 250 150 l 249 151 l 51 151 l h f\n", show) == [(50, 150, 250)]


def test_a_frame_filled_between_two_rectangles_is_four_rulings(make_pdf, show):
    content = "50 100 200 50 re 51 101 198 48 re f*\n"
    path = make_pdf(show("合计", 60, 200) + content)
    assert len(read(path).rules) == 4
