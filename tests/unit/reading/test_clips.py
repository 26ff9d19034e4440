"""Text outside the band of the page that clips it is not printed."""

from __future__ import annotations

import pytest

from tests.unit.reading.conftest import read

BODY = "q 20 40 360 160 re W n {} Q"
"""The body of a page, under a repeated head: from 40 to 200 above the lower edge."""


@pytest.mark.parametrize(
    ("clip", "baseline", "is_seen"),
    [
        (BODY, 100, True),
        (
            BODY,
            230,
            False,
        ),  # 北京 交管局 21: the upper part of a row that began on the page before, drawn over the head
        (BODY, 20, False),  # its lower part on the page before
        (BODY, 195, True),  # cut through the middle
        ("q 20 40 100 160 re W n {} Q", 230, True),  # the frame of a cell: 护 of 2130306-水利工程运行与维护
        ("q 0 0 400 300 re W n 20 40 360 160 re W n {} Q", 230, False),
        ("{}", 230, True),
    ],
)
def test_a_band_of_the_page_hides_the_lines_outside_it(make_pdf, show, clip, baseline, is_seen):
    page = read(make_pdf(show("合计", 50, 260) + clip.format(show("1,620.200000", 50, baseline))))
    assert [w.text for w in page.words] == ["合计", *(["1,620.200000"] if is_seen else [])]


def test_the_band_of_a_form_is_measured_in_the_form(make_pdf, show):
    content = BODY.format(show("1.50", 50, 100) + show("2.50", 50, 230))
    page = read(make_pdf("q /X1 Do Q", form=("1 0 0 1 0 90", content)))
    assert [w.text for w in page.words] == ["1.50"]
