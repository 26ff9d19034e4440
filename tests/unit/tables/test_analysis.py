"""What table finding must understand, one small page per rule."""

from __future__ import annotations

import pytest

from pipeline.reading.model import Rule, Word
from pipeline.tables import analyse
from pipeline.tables.model import Table
from tests.unit.tables.drawing import COLUMN, ROW, draw, words_of

EXPENDITURE = [
    ["科目编码", "科目名称", "合计", "基本支出", "<", "项目支出"],
    ["^", "^", "^", "人员经费", "公用经费", "^"],
    ["201", "一般公共服务支出", "30.00", "10.00", "5.00", "15.00"],
    ["20101", "人大事务", "30.00", "10.00", "5.00", "15.00"],
]


def texts(table: Table) -> list[list[str]]:
    return [[row.text(column.seq) for column in table.columns] for row in table.rows]


def paths(table: Table) -> list[str]:
    return ["/".join(column.path) for column in table.columns]


def only_table(*pages: object) -> Table:
    layout = analyse(pages)  # type: ignore[arg-type]
    assert len(layout.tables) == 1
    return layout.tables[0]


def test_merged_header_cells_become_a_header_path() -> None:
    table = only_table(draw(1, [(100, EXPENDITURE)]))
    assert paths(table) == ["科目编码", "科目名称", "合计", "基本支出/人员经费", "基本支出/公用经费", "项目支出"]
    assert texts(table)[0] == ["201", "一般公共服务支出", "30.00", "10.00", "5.00", "15.00"]
    assert len(table.rows) == 2


def test_an_upper_header_cell_printed_without_merging_spans_its_blank_neighbours() -> None:
    table = only_table(
        draw(
            1,
            [
                (
                    100,
                    [
                        ["科目编码", "", "", "名称", "合计"],
                        ["类", "款", "项", "", ""],
                        ["201", "01", "03", "机关服务", "1.00"],
                    ],
                )
            ],
        )
    )
    assert paths(table) == ["科目编码/类", "科目编码/款", "科目编码/项", "名称", "合计"]


def test_a_head_cell_merged_into_the_first_body_row_does_not_make_it_header() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "人员经费"],
        ["^", "合计", "9.00", "8.00"],
        ["301", "工资", "9.00", "8.00"],
    ]
    assert texts(only_table(draw(1, [(100, rows)])))[0] == ["", "合计", "9.00", "8.00"]


def test_title_label_and_unit_are_read_from_the_lines_above() -> None:
    lines = [
        (50.0, 40.0, "预算03表"),
        (300.0, 60.0, "2024年部门支出预算表"),
        (50.0, 82.0, "部门名称：某某局"),
        (520.0, 82.0, "单位：万元"),
    ]
    table = only_table(draw(1, [(100, EXPENDITURE)], lines))
    assert (table.label, table.title, table.unit_text) == ("预算03表", "2024年部门支出预算表", "单位：万元")


def test_a_title_printed_inside_the_net_is_no_row() -> None:
    inside = [["部门支出预算表", "<", "<", "<", "<", "<"], ["", "", "", "", "", "单位：元"], *EXPENDITURE]
    table = only_table(draw(1, [(100, inside)]))
    assert (table.title, table.unit_text, len(table.rows)) == ("部门支出预算表", "单位：元", 2)


def test_the_title_of_a_table_without_the_word_for_table_is_still_its_title() -> None:
    # 河南 13: 2024年机关（机构）运行经费
    page = draw(1, [(100, [["科目", "合计"], ["30231", "2.72"]])], [(60.0, 70.0, "2024年机关（机构）运行经费")])
    assert only_table(page).title == "2024年机关（机构）运行经费"


def test_a_table_goes_on_when_the_next_page_repeats_its_header() -> None:
    table = only_table(draw(1, [(100, EXPENDITURE)], [(300, 60, "部门支出总表")]), draw(2, [(60, EXPENDITURE)]))
    assert len(table.rows) == 4
    assert (table.page_first, table.page_last) == (1, 2)


def test_a_table_goes_on_when_the_next_page_repeats_no_header() -> None:
    table = only_table(draw(1, [(100, EXPENDITURE)], [(300, 60, "部门支出总表")]), draw(2, [(60, EXPENDITURE[2:])]))
    assert [row.page for row in table.rows] == [1, 1, 2, 2]


def test_a_new_title_begins_a_new_table_though_the_columns_are_the_same() -> None:
    layout = analyse(
        [
            draw(1, [(100, EXPENDITURE)], [(300, 60, "一般公共预算支出表")]),
            draw(2, [(100, EXPENDITURE)], [(300, 60, "政府性基金预算支出表")]),
        ]
    )
    assert [table.title for table in layout.tables] == ["一般公共预算支出表", "政府性基金预算支出表"]


def test_the_same_title_with_another_number_is_another_table() -> None:
    form = [["项目名称", "设备购置"], ["资金总额", "5.00"]]
    layout = analyse([draw(n, [(100, form)], [(50, 40, f"表14-{n}"), (60, 70, "项目绩效目标表")]) for n in (1, 2)])
    assert [table.label for table in layout.tables] == ["表14-1", "表14-2"]


def test_column_numbers_are_no_row() -> None:
    rows = [["项目", "预算数", "执行数"], ["栏次", "1", "2"], ["合计", "5.00", "4.00"]]
    table = only_table(draw(1, [(100, rows)]))
    assert texts(table) == [["合计", "5.00", "4.00"]]


def test_column_numbers_beside_the_levels_of_the_code_are_no_row() -> None:
    # final accounts up to 2019: the last header row reads 类 | 款 | 项 | 栏次 | 1 | 2
    table = only_table(
        draw(
            1,
            [
                (
                    100,
                    [
                        ["科目编码", "<", "<", "科目名称", "本年收入", "财政拨款"],
                        ["类", "款", "项", "栏次", "1", "2"],
                        ["206", "01", "01", "行政运行", "30.00", "10.00"],
                    ],
                )
            ],
        )
    )
    assert texts(table) == [["206", "01", "01", "行政运行", "30.00", "10.00"]]


def test_asterisks_and_column_numbers_are_no_row() -> None:
    rows = [["科目", "名称", "合计", "基本"], ["**", "**", "1", "2"], ["201", "服务", "5.00", "4.00"]]
    assert len(only_table(draw(1, [(100, rows)])).rows) == 1


def test_a_table_of_which_only_the_total_row_is_printed_has_one_row() -> None:
    table = only_table(draw(1, [(100, [["科目编码", "科目名称", "合计"], ["", "合计", ""]])]))
    assert texts(table) == [["", "合计", ""]]


def test_blank_ruled_rows_do_not_count() -> None:
    assert len(only_table(draw(1, [(100, [*EXPENDITURE, [""] * 6, [""] * 6])])).rows) == 2


def test_wrapped_text_is_joined_without_a_blank() -> None:
    page = draw(1, [(100, [["项目编码", "金额"], ["41080224000", "1.00"]])])
    page.words.append(Word("0000015618", 53, 129, 113, 137, 8))
    assert only_table(page).rows[0].text(1) == "410802240000000015618"


def test_a_cell_with_several_complete_amounts_is_several_rows() -> None:
    page = draw(1, [(100, [["项目", "金额"], ["", ""]])])
    page.rules = [rule for rule in page.rules if not (rule.is_horizontal and rule.top > 130)]
    page.rules += [
        Rule(50, 190, 50 + 2 * COLUMN, 190),
        *(Rule(50 + c * COLUMN, 120, 50 + c * COLUMN, 190) for c in range(3)),
    ]
    for top, name, amount in ((124, "教育", "1.00"), (146, "科学技术", "2.00"), (168, "卫生", "3.00")):
        page.words += words_of(name, 53, top) + words_of(amount, 53 + COLUMN, top)
    assert texts(only_table(page)) == [["教育", "1.00"], ["科学技术", "2.00"], ["卫生", "3.00"]]


def test_amounts_run_together_over_a_column_boundary_are_separate_amounts() -> None:
    # chongqing 收入总表: the bold totals of narrow columns touch
    page = draw(1, [(100, [["名称", "总计", "拨款"], ["合计", "", ""]])])
    page.words.append(Word("174,900.64101,833.84", 50 + COLUMN + 5, 125, 50 + 3 * COLUMN - 5, 135, 10))
    assert texts(only_table(page)) == [["合计", "174,900.64", "101,833.84"]]


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    page = draw(1, [(100, EXPENDITURE)])
    page.rules = [rule for rule in page.rules if rule.is_horizontal or 50 < rule.x0 < 50 + 6 * COLUMN]
    assert paths(only_table(page))[0] == "科目编码"
    assert texts(only_table(page))[1][-1] == "15.00"


def test_columns_without_vertical_lines_come_from_alignment() -> None:
    rows = [
        ["科目", "合计", "基本支出"],
        ["教育", "5.00", "4.00"],
        ["卫生", "7.00", "6.00"],
        ["合计", "12.00", "10.00"],
    ]
    table = only_table(draw(1, [(100, rows)], vertical=False))
    assert paths(table) == ["科目", "合计", "基本支出"]
    assert texts(table)[2] == ["合计", "12.00", "10.00"]


def test_prose_with_amounts_is_no_table() -> None:
    lines = [(50.0, 100.0 + 20 * n, "收入预算123.45万元，比上年增加12.00万元，增长10.77%。") for n in range(6)]
    layout = analyse([draw(1, [], lines)])
    assert layout.tables == []
    assert len(layout.prose) == 6


def test_columns_that_do_not_fit_a_page_go_on_to_the_right_of_the_same_rows() -> None:
    left = [["单位编码", "合计", "财政拨款"], ["126001", "30.00", "20.00"], ["126002", "3.00", "2.00"]]
    right = [["其他收入", "上年结转"], ["4.00", "6.00"], ["0.40", "0.60"]]
    table = only_table(draw(1, [(100, left)], [(60, 70, "收入总表")]), draw(2, [(100, right)]))
    assert paths(table) == ["单位编码", "合计", "财政拨款", "其他收入", "上年结转"]
    assert texts(table)[0] == ["126001", "30.00", "20.00", "4.00", "6.00"]
    assert table.rows[0].cells[4].page == 2


def test_a_running_text_cut_by_the_page_break_is_one_cell() -> None:
    first = [["项目", "金额", "绩效目标"], ["社工服务", "5.00", ""]]
    page = draw(1, [(100, first)], [(60, 70, "重点项目情况")])
    page.words += words_of("保障二十三名", 50 + 2 * COLUMN + 3, 121) + words_of("社工到岗并", 50 + 2 * COLUMN + 3, 130)
    page.words = [w if w.top not in (121, 130) else Word(w.text, w.x0, w.top, w.x1, w.top + 8, 8) for w in page.words]
    table = only_table(page, draw(2, [(60, [["", "", "完成培训"], ["信访大厅", "6.00", "运行正常"]])]))
    assert [row.text(3) for row in table.rows] == ["保障二十三名社工到岗并完成培训", "运行正常"]


@pytest.mark.parametrize("join", ["及", "、"])  # xian-688bbf25c9, page 77; xian-ff80a8a239, page 78
def test_a_title_whose_first_line_ends_with_and_goes_on_below(join: str) -> None:
    head = f"2021年部门综合预算一般公共预算拨款“三公”经费{join}"
    table = only_table(draw(1, [(100, EXPENDITURE)], [(60, 60, head), (60, 78, "会议费、培训费支出预算表")]))
    assert table.title == head + "会议费、培训费支出预算表"


def test_a_bracket_below_the_title_that_says_what_the_table_holds_is_part_of_it() -> None:  # xian-688bbf25c9, page 53
    lines = [(60, 60, "2021年一般公共预算基本支出明细表"), (60, 78, "（按支出功能分类科目-不含上年结转）")]
    table = only_table(draw(1, [(100, EXPENDITURE)], lines))
    assert table.title == "2021年一般公共预算基本支出明细表（按支出功能分类科目-不含上年结转）"


CUT_ROW = [
    ["单位名称", "项目名称", "金额"],
    ["水务局（本级）", "污水处理", "5.00"],
    ["水务局（本", "水务行业业务管", "9.00"],
]


def test_a_row_cut_by_the_page_break_is_one_row_when_its_pieces_make_a_text_of_the_column() -> None:
    # shenzhen-33d95084cb, page 43: 深圳市水务局（本|级）, 水务行业业务管|理; the figure stays above the break
    rest = [["级）", "理", ""], ["水务局（本级）", "水资源保护", "6.00"]]
    table = only_table(draw(1, [(100, CUT_ROW)], [(60, 70, "项目支出表")]), draw(2, [(60, rest)]))
    assert texts(table)[1] == ["水务局（本级）", "水务行业业务管理", "9.00"]
    assert [row.seq for row in table.rows] == [1, 2, 3]


def test_a_heading_that_begins_a_page_is_no_rest_of_the_row_before() -> None:
    rest = [["水务中心", "重点项目", ""], ["水务局（本级）", "水资源保护", "6.00"]]
    table = only_table(draw(1, [(100, CUT_ROW)], [(60, 70, "项目支出表")]), draw(2, [(60, rest)]))
    assert texts(table)[2][:2] == ["水务中心", "重点项目"]


def test_three_tables_on_one_page_without_labels_are_three_tables() -> None:
    grid = [["科目", "合计"], ["合计", "1.00"]]
    titles = ("支出预算表", "基本支出预算表", "基本支出明细表")
    page = draw(
        1,
        [(100.0 + 120 * n, grid) for n in range(3)],
        [(60.0, 80.0 + 120 * n, title) for n, title in enumerate(titles)],
    )
    assert [table.title for table in analyse([page]).tables] == list(titles)


def test_the_cell_box_is_where_the_cell_is_printed() -> None:
    cell = only_table(draw(1, [(100, EXPENDITURE)])).rows[0].cells[3]
    assert (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom) == (
        50 + 2 * COLUMN,
        100 + 2 * ROW,
        50 + 3 * COLUMN,
        100 + 3 * ROW,
    )


def test_vertical_lines_beside_the_net_bound_cells_cut_by_the_page_breaks() -> None:
    # xian 整体支出绩效目标表: 产出指标 stands in a merged cell without a line above or below it
    page = draw(1, [(100, [["质量指标", "90%"], ["时效指标", "95%"], ["成本指标", "96%"]])], left=250)
    page.rules += [Rule(60, 95, 60, 165), Rule(150, 95, 150, 165)]
    page.words += words_of("产出指标", 180, 125)
    table = only_table(page)
    assert "产出指标" in {cell.text for row in [*table.header, *table.rows] for cell in row.cells.values()}


def test_the_same_form_filled_in_again_is_another_table() -> None:
    # putuo 财政项目支出绩效目标填报表: one page per project, only the project's name differs in the first row
    forms = [
        draw(
            n,
            [(100, [["项目名称", name, "项目性质", "经常性"], ["资金总额", "5.00", "其中", "5.00"]])],
            [(200, 70, "项目绩效目标填报表")],
        )
        for n, name in ((1, "就业援助基地补贴"), (2, "设备购置"))
    ]
    assert len(analyse(forms).tables) == 2


def test_a_title_that_wraps_before_its_last_word_is_still_a_title() -> None:
    # the title of a quanzhou form wraps before its last two characters
    lines = [(60.0, 50.0, "分局办公场所等工程提升项目经费项目绩效目"), (140.0, 75.0, "标表")]
    table = only_table(draw(1, [(100, [["资金总额", "185.25"], ["财政拨款", "185.25"]])], lines))
    assert table.title == "分局办公场所等工程提升项目经费项目绩效目标表"


def test_a_note_in_the_last_ruled_row_is_no_body_row() -> None:
    table = only_table(draw(1, [(100, [*EXPENDITURE, ["注：本表含上年结转。", "<", "<", "<", "<", "<"]])]))
    assert len(table.rows) == 2
    assert table.notes[0] == "注：本表含上年结转。"


def test_a_total_in_a_cell_merged_with_the_name_column_belongs_to_the_amount_column() -> None:
    rows = [
        ["功能科目", "经济科目", "合计", "基本支出"],
        ["2010101", "30101", "5.00", "5.00"],
        ["合计", "", "<", "5.00"],
    ]
    page = draw(1, [(100, rows)])
    page.words += words_of("5.00", 50 + 2 * COLUMN + 40, 100 + 2 * ROW + 5)
    assert texts(only_table(page))[1] == ["合计", "", "5.00", "5.00"]


def test_a_title_printed_on_both_halves_of_a_wide_table_does_not_part_them() -> None:
    left = [["单位编码", "合计", "财政拨款"], ["126001", "30.00", "20.00"]]
    right = [["其他收入", "上年结转"], ["4.00", "6.00"]]
    pages = [draw(n, [(100, grid)], [(60, 70, "收入总表")]) for n, grid in ((1, left), (2, right))]
    assert texts(only_table(*pages)) == [["126001", "30.00", "20.00", "4.00", "6.00"]]


def test_text_that_overflows_a_low_row_belongs_to_the_row_it_began_in() -> None:
    # beijing 支出总表: the second line of 2130306-水利工程运行与维护 is clipped and lies over the next row's text
    page = draw(1, [(100, [["功能科目", "合计"], ["", "1.00"], ["", "2.00"], ["", "3.00"]])])
    page.words += [Word("2130306-水利运行与维", 53, 126, 140, 135, 9), Word("护", 53, 137, 62, 146, 9)]
    page.words += [Word("2130306-水利运行与维", 53, 146, 140, 155, 9), Word("护", 53, 157, 62, 166, 9)]
    page.words += [Word("2130307-长江黄河", 53, 166, 140, 175, 9)]
    names = [row.text(1) for row in only_table(page).rows]
    assert names == ["2130306-水利运行与维护", "2130306-水利运行与维护", "2130307-长江黄河"]
