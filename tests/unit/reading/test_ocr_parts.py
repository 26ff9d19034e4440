"""The parts of the OCR engine, on drawn pictures and with a recogniser that says what it is told."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.language.recognised import is_doubtful_number, repair_brackets, repair_number, repair_terms
from pipeline.reading.ocr.cells import read_again, split_at_rules, unread_ink
from pipeline.reading.ocr.doubt import sound_numbers
from pipeline.reading.ocr.lines import bridged, ink_mask, line_segments
from pipeline.reading.ocr.orientation import lies_sideways, turned
from pipeline.reading.ocr.picture import skew, straighten
from pipeline.reading.ocr.recognise import TextBox
from pipeline.reading.ocr.seals import bleach, read_stamped

DPI = 200


class Says:
    """Reads the given texts, top to bottom, one for each block of print on the sheet."""

    name = "told"

    def __init__(self, *texts):
        self.texts = list(texts)

    def read(self, picture):
        rows = np.flatnonzero((picture < 128).any(axis=1))
        blocks = np.split(rows, np.flatnonzero(np.diff(rows) > 8) + 1) if len(rows) else []
        return [
            TextBox(text, 30, float(b[0]), 90, float(b[-1]), 0.9) for text, b in zip(self.texts, blocks, strict=False)
        ]


def paper(width=1400, height=900, level=235):
    return np.full((height, width), level, dtype=np.uint8)


def write(picture, text, x, y, scale=1.0, shade=20):
    cv2.putText(picture, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, shade, 2)


def ruled():
    picture = paper()
    for y in range(100, 801, 100):
        cv2.line(picture, (100, y), (1300, y), 40, 2)
    for x in (100, 700, 1300):
        cv2.line(picture, (x, 100), (x, 800), 40, 2)
    return picture


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("1.277.53", "1,277.53"),
        ("1,277,53", "1,277.53"),
        ("12,345.678.90", "12,345,678.90"),
        ("938,22", "938.22"),
        ("938. 22", "938.22"),
        ("1，277．53", "1,277.53"),
        ("192:11", "192.11"),
        ("-1.277.53", "-1,277.53"),
    ],
)
def test_separators_are_repaired_by_their_pattern(read, printed):
    assert repair_number(read) == printed


@pytest.mark.parametrize(
    "printed", ["1,277.53", "552.72", "2080505", "12,345", "2024.1.1", "1.5", "3.141", "12:30", "一、1.2"]
)
def test_what_may_be_printed_like_this_is_left_alone(printed):
    assert repair_number(printed) == printed


def test_doubtful_numbers_are_nearly_numbers():
    assert all(is_doubtful_number(t) for t in ("419.", "1,27.5", "41O.70", "419.:0"))
    assert not any(is_doubtful_number(t) for t in ("419.70", "1,277.53", "2080505", "- 12 -", "1-3", "合计", "100%"))


def test_brackets_are_wide_in_chinese_text_only():
    assert repair_brackets("(一)一般公共预算") == "（一）一般公共预算"
    assert repair_brackets("中央直达资金)") == "中央直达资金）"
    assert repair_brackets("f(x)") == "f(x)"


def test_ruling_lines_are_found_and_rows_of_print_are_not():
    picture = ruled()
    for y in range(160, 800, 100):
        write(picture, "HHHHHHHHHHHHHHHHHH EEEEEEEEE", 110, y)
    segments, _mask = line_segments(ink_mask(picture), DPI)
    flat = sorted({round(s[1], -1) for s in segments if s[2] - s[0] > s[3] - s[1]})
    upright = sorted({round(s[0], -1) for s in segments if s[3] - s[1] > s[2] - s[0]})
    assert flat == list(range(100, 801, 100))
    assert upright == [100, 700, 1300]


def test_scratches_in_a_line_are_bridged_and_gaps_are_not():
    scratched = [(100.0, 50.0, 300.0, 50.0), (310.0, 51.0, 600.0, 51.0), (700.0, 50.0, 900.0, 50.0)]
    bridges = bridged(scratched, [], DPI)[3:]
    assert [(b[0], b[2]) for b in bridges] == [(300.0, 310.0)]
    under_a_seal = bridged([(100.0, 50.0, 300.0, 50.0), (350.0, 50.0, 600.0, 50.0)], [(250, 0, 150, 150)], DPI)
    assert (300.0, 50.0, 350.0, 50.0) in under_a_seal


@pytest.mark.parametrize("degrees", [-1.2, -0.3, 0.4, 2.0])
def test_a_page_fed_askew_is_straightened(degrees):
    askew = straighten(ruled(), -degrees)
    assert skew(askew) == pytest.approx(degrees, abs=0.06)
    assert skew(straighten(askew, skew(askew))) == pytest.approx(0, abs=0.06)


def test_a_page_on_its_side_is_noticed():
    picture = paper()
    for y in range(60, 880, 60):
        write(picture, "General public budget expenditure 1,277.53", 60, y)
    assert not lies_sideways(picture, DPI)
    assert lies_sideways(turned(picture, 1), DPI)
    assert lies_sideways(turned(picture, 3), DPI)


def test_a_text_over_a_cell_border_is_read_in_two():
    picture = ruled()
    write(picture, "938", 640, 160, 0.8)
    write(picture, "TOTAL", 706, 160, 0.8)
    line = TextBox("938TOTAL", 636, 135, 790, 165, 0.99)
    whole = TextBox("合计", 120, 135, 200, 165, 0.99)
    verticals = [(700.0, 100.0, 700.0, 800.0)]
    result = split_at_rules([whole, line], verticals, picture, Says("938", "TOTAL"))
    assert [(b.text, b.x1 <= 700 or b.x0 >= 700) for b in result] == [("合计", True), ("938", True), ("TOTAL", True)]


def test_parts_read_again_keep_their_places():
    picture = paper()
    write(picture, "12", 100, 100)
    write(picture, "34", 500, 400)
    boxes = [TextBox("", 95, 70, 150, 105, 0), TextBox("", 300, 700, 350, 730, 0), TextBox("", 495, 370, 550, 405, 0)]
    result = read_again(boxes, picture, Says("12", "34"))
    assert [r and (r.text, r.x0) for r in result] == [("12", 95), None, ("34", 495)]


def test_print_that_no_box_covers_is_noticed_and_specks_are_not():
    picture = paper()
    write(picture, "12", 100, 100)
    write(picture, "34", 500, 400)
    cv2.circle(picture, (900, 500), 2, 0, -1)
    [missed] = unread_ink([TextBox("12", 95, 70, 150, 105, 1)], ink_mask(picture), 11)
    assert missed.x0 < 505
    assert missed.x1 > 530
    assert missed.text == ""


def test_a_doubtful_number_is_read_again_and_marked():
    picture = paper()
    write(picture, "419.70", 100, 100)
    [box] = sound_numbers([TextBox("419.", 95, 70, 230, 105, 0.99)], picture, Says("419.70"))
    assert (box.text, box.confidence) == ("419.70", 0.8)
    [kept] = sound_numbers([TextBox("419.", 95, 70, 230, 105, 0.99)], picture, Says("4I9."))
    assert kept.text == "419."


def stamped_page():
    picture = np.dstack([ruled()] * 3)
    cv2.putText(picture, "661.68", (760, 260), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 2)
    seal = np.zeros(picture.shape[:2], dtype=np.uint8)
    cv2.circle(seal, (900, 250), 150, 1, 12)
    cv2.circle(seal, (800, 250), 14, 1, -1)
    covered = (0.35 * picture + 0.65 * np.array([205, 40, 50])).astype(np.uint8)
    picture[seal > 0] = covered[seal > 0]
    return picture


def test_a_seal_vanishes_and_the_print_under_it_stays():
    page = bleach(stamped_page(), DPI)
    assert len(page.boxes) == 1
    assert page.grey[104, 920] > 180, "the ring"
    assert page.grey[235:262, 760:860].min() < 140, "the figure"
    assert page.grey[200, 700] < 100, "the lines"


def test_red_text_is_no_seal():
    picture = np.dstack([paper()] * 3)
    cv2.putText(picture, "RED HEADING", (100, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (200, 20, 30), 3)
    page = bleach(picture, DPI)
    assert page.boxes == []
    assert page.grey[60:110, 90:400].min() < 130


def test_readings_under_a_seal_vote_and_disagreement_lowers_confidence():
    page = bleach(stamped_page(), DPI)
    x = page.boxes[0][0] - int(60 * DPI / 72)
    y = page.boxes[0][1] - int(60 * DPI / 72) // 4

    class Here(Says):
        def read(self, picture):
            return [TextBox(self.texts.pop(0), 760 - x, 235 - y, 860 - x, 262 - y, 0.99)]

    first = TextBox("661.8", 760, 235, 860, 262, 0.99)
    [box] = read_stamped([first], page, [], DPI, Here("661.68", "661.68", "661.68", "661.0"))
    assert (box.text, box.confidence) == ("661.68", 0.99)
    [box] = read_stamped([first], page, [], DPI, Here("661.68", "661.68", "66.8", "661.0"))
    assert (box.text, box.confidence) == ("661.68", 0.6)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("2024年部内预算", "2024年部门预算"),
        ("2023年度部闩决算", "2023年度部门决算"),
        ("收人总计", "收入总计"),
        ("部内预算和部内决算", "部门预算和部门决算"),
        ("一、部门内设机构", "一、部门内设机构"),
        ("收入決算表", "收入决算表"),
        ("代收人", "代收人"),
        ("1,416.80", "1,416.80"),
    ],
)
def test_a_lookalike_is_put_right_in_fixed_words_only(read, printed):
    assert repair_terms(read) == printed
