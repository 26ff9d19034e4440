"""Words: what stands together, what is apart."""

from __future__ import annotations

import pytest


def texts(page):
    return sorted(word.text for word in page.words)


def test_characters_on_one_baseline_without_a_gap_are_one_word(make_pdf, read_page, show):
    page = read_page(make_pdf(show("一般公共", 50, 200) + show("预算", 90, 200) + show("552.72", 200, 200)))
    assert texts(page) == ["552.72", "一般公共预算"]


def test_a_word_box_is_measured_from_the_top_left_and_spans_the_em_square(make_pdf, read_page, show):
    [word] = read_page(make_pdf(show("合计", 50, 200))).words
    assert (word.x0, word.x1) == pytest.approx((50, 70), abs=0.1)
    assert word.top < 100 < word.bottom, "the baseline is 100 below the top edge"
    assert word.bottom - word.top == pytest.approx(10, abs=0.1)
    assert word.size == pytest.approx(10)


def test_digits_and_chinese_of_one_row_have_the_same_vertical_position(make_pdf, read_page, show):
    page = read_page(make_pdf(show("合计", 50, 200) + show("1.00", 150, 200)))
    left, right = page.words
    assert left.middle == pytest.approx(right.middle, abs=0.1)


def test_a_printed_space_separates_words(make_pdf, read_page, show):
    assert texts(read_page(make_pdf(show("100 200", 50, 200)))) == ["100", "200"]


def test_letter_spaced_titles_stay_single_characters(make_pdf, read_page, show):
    page = read_page(make_pdf(show("收", 50, 200) + show("入", 70, 200)))
    assert texts(page) == ["入", "收"]


def test_characters_drawn_out_of_order_still_make_one_word(make_pdf, read_page, show):
    page = read_page(make_pdf(show("3", 61.12, 200) + show("1", 50, 200) + show("2", 55.56, 200)))
    assert texts(page) == ["123"]


def test_fake_bold_counts_once(make_pdf, read_page, show):
    twice = "".join(show("合计", 50 + dx, 200 + dy) for dx, dy in ((0, 0), (0.4, 0), (0.2, 0.3)))
    assert texts(read_page(make_pdf(twice))) == ["合计"]


def test_repeated_digits_are_no_fake_bold(make_pdf, read_page, show):
    assert texts(read_page(make_pdf(show("1000011", 50, 200)))) == ["1000011"]


def test_a_vertical_line_between_two_texts_separates_them(make_pdf, read_page, show):
    close = show("12.50", 50, 200) + show("99.10", 76.2, 200) + "75.6 180 m 75.6 220 l S\n"
    assert texts(read_page(make_pdf(close))) == ["12.50", "99.10"]


def one_by_one(show, text: str, x: float) -> str:
    """Every digit by itself, 5.56 wide as in Helvetica."""
    return "".join(show(character, x + 5.56 * at, 200) for at, character in enumerate(text))


def test_a_figure_that_begins_over_the_end_of_its_neighbour_stays_whole(make_pdf, read_page, show):
    # beijing-4b5e9abd2b, page 47: 57.000000 begins a third of a digit after the last 0 of 107.000000, left of the line between their cells
    left, line, right = one_by_one(show, "10700", 50), "78.9 180 m 78.9 220 l S\n", one_by_one(show, "5700", 73.8)
    assert texts(read_page(make_pdf(left + right + line))) == ["10700", "5700"]


def test_text_running_over_the_edge_of_its_cell_stays_whole(make_pdf, read_page, show):
    over = show("一般公共预算支出", 50, 200) + "80 180 m 80 220 l S\n"
    assert texts(read_page(make_pdf(over))) == ["一般公共预算支出"]


def test_lines_printed_over_each_other_are_not_mixed(make_pdf, read_page, show):
    page = read_page(make_pdf(show("12345", 50, 200) + show("67890", 52, 199)))
    assert texts(page) == ["12345", "67890"]


def test_a_dash_at_the_end_of_a_line_is_kept(make_pdf, read_page, show):
    page = read_page(make_pdf(show("abc-", 50, 200) + show("def", 50, 186)))
    assert texts(page) == ["abc-", "def"]


def test_slanted_watermarks_are_left_out(make_pdf, read_page, show):
    page = read_page(make_pdf(show("合计", 50, 200) + show("DRAFT", 100, 100, matrix="0.7 0.7 -0.7 0.7")))
    assert texts(page) == ["合计"]


@pytest.mark.parametrize(
    ("left", "right", "line"),
    [
        ("2154.83", "（一）一般公共服务支出", 0),
        ("2154.83", "（一）一般公共服务支出", 0.6),  # the line is drawn a little to the right of where the cells meet
        ("一般公共服务支出", "43608.96", 0),
        ("-1,416.80", "二、项目支出", 0),
        ("208", "社会保障和就业支出", 0),
        ("107.00", "57.25", 0),
    ],
)
def test_a_figure_and_a_text_that_meet_at_a_line_are_two_cells_in_one_operation(
    make_pdf, read_page, show, left, right, line
):
    # digits and Chinese in one text object, one em each
    at = 50 + 10 * len(left) + line
    text = (left + right).encode("utf-16-be").hex()
    content = f"BT /F2 10 Tf 1 0 0 1 50 200 Tm <{text}> Tj ET\n{at} 180 m {at} 220 l S\n"
    assert texts(read_page(make_pdf(content))) == sorted([left, right])


@pytest.mark.parametrize("line", [70, 95, 130])
def test_a_figure_is_apart_from_the_label_that_overflows_its_cell_up_to_it(make_pdf, read_page, show, line):
    label = "机关事业单位基本年金缴费支出"
    content = show(label, 50, 200) + show("43608.96", 190.5, 200) + f"{line} 180 m {line} 220 l S\n"
    assert texts(read_page(make_pdf(content))) == ["43608.96", label]


def test_a_figure_is_apart_from_the_label_that_overflows_to_it_from_the_right(make_pdf, read_page, show):
    content = show("43608.96", 50, 200) + show("机关事业单位基本年金缴费支出", 94.6, 200) + "120 180 m 120 220 l S\n"
    assert texts(read_page(make_pdf(content))) == ["43608.96", "机关事业单位基本年金缴费支出"]


@pytest.mark.parametrize(
    "text", ["2024年度部门预算支出", "3.50万元以上项目补助", "1.2一般公共服务支出", "第12.5期资金支出"]
)
def test_a_figure_that_is_part_of_a_text_stays_in_it(make_pdf, read_page, text):
    code = text.encode("utf-16-be").hex()
    content = f"BT /F2 10 Tf 1 0 0 1 50 200 Tm <{code}> Tj ET\n90 180 m 90 220 l S\n"
    assert texts(read_page(make_pdf(content))) == [text]


def test_a_figure_and_a_text_without_a_line_stay_one(make_pdf, read_page):
    code = "12.50元".encode("utf-16-be").hex()
    assert texts(read_page(make_pdf(f"BT /F2 10 Tf 1 0 0 1 50 200 Tm <{code}> Tj ET\n"))) == ["12.50元"]
