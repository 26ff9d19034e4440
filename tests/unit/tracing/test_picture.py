from pathlib import Path

import pytest
from PIL import Image

from pipeline.tables.model import Box
from pipeline.tracing.picture import MARK, PictureError, frame, mark, page_picture

SAMPLE = Path(__file__).parents[2] / "samples" / "S1_jiaoxi_2024.pdf"


def test_one_point_is_dpi_over_72_pixels_and_the_frame_stands_around_the_box() -> None:
    blank = Image.new("RGB", (400, 300), "white")
    marked = mark(blank, Box(72, 36, 144, 54), dpi=144)
    assert marked.getpixel((138, 90)) == MARK  # the frame stands outside the box: x = 72 pt is pixel 144
    assert marked.getpixel((144, 90)) != MARK
    assert marked.getpixel((287, 71)) != (255, 255, 255)
    assert marked.getpixel((20, 200)) == (255, 255, 255)


def test_a_row_picture_keeps_the_full_width_and_the_marked_row() -> None:
    strip = frame(Image.new("RGB", (400, 1000), "white"), Box(10, 500, 50, 510), dpi=72, framing="row", margin=30)
    assert strip.size == (400, 70)


def test_a_page_is_drawn_as_displayed() -> None:
    picture = page_picture(SAMPLE, 22, dpi=36)
    assert picture.mode == "RGB"
    assert picture.width > picture.height  # 预算15表 stands on a landscape page
    assert picture.convert("L").getextrema()[0] < 128


def test_a_page_that_does_not_exist_is_a_plain_message() -> None:
    with pytest.raises(PictureError, match="22 pages, not a page 99"):
        page_picture(SAMPLE, 99)
    with pytest.raises(PictureError, match="not there any more"):
        page_picture(SAMPLE.with_name("gone.pdf"), 1)
