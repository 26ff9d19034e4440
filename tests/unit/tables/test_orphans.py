"""Captions at the foot of one page whose table stands at the head of the next."""

from __future__ import annotations

from pipeline.tables import analyse
from tests.unit.tables.drawing import draw

FIRST = [["科目名称", "合计", "基本支出"], ["教育支出", "30.00", "10.00"], ["普通教育", "30.00", "10.00"]]
SECOND = [["项目", "预算数"], ["公务接待费", "5.00"], ["会议费", "1.00"]]
ABOVE = [(150.0, 60.0, "支出总表"), (60.0, 80.0, "单位：万元")]


def test_a_title_at_the_foot_of_a_page_belongs_to_the_table_of_the_next_page() -> None:
    foot = [(60.0, 500.0, "公开04表"), (150.0, 520.0, "财政拨款收支总表"), (60.0, 540.0, "单位：万元")]
    tables = analyse([draw(1, [(100, FIRST)], [*ABOVE, *foot]), draw(2, [(60, SECOND)])]).tables
    assert [(t.title, t.label, t.unit_text) for t in tables] == [
        ("支出总表", None, "单位：万元"),
        ("财政拨款收支总表", "公开04表", "单位：万元"),
    ]


def test_a_head_inside_the_net_that_a_page_break_parts_from_its_table_is_no_table() -> None:
    head = [["部门：某某局", "<", "单位：万元"]]
    pages = [
        draw(1, [(100, FIRST), (500, head)], [*ABOVE, (150.0, 480.0, "政府性基金预算支出表")]),
        draw(2, [(60, SECOND)]),
    ]
    tables = analyse(pages).tables
    assert [(t.title, len(t.rows)) for t in tables] == [("支出总表", 2), ("政府性基金预算支出表", 2)]
    assert tables[1].unit_text == "单位：万元"


def test_a_table_that_goes_on_takes_nothing_from_a_footnote() -> None:
    note = [(60.0, 520.0, "注：本表含上年结转，详见收支总表。")]
    tables = analyse([draw(1, [(100, FIRST)], [*ABOVE, *note]), draw(2, [(60, FIRST)])]).tables
    assert [(t.title, len(t.rows)) for t in tables] == [("支出总表", 4)]


def test_forms_with_other_columns_are_not_the_same_form() -> None:
    unit = ["部门：某某局", "<", "<"]
    pages = [
        draw(1, [(100, [unit, *FIRST])], ABOVE),
        draw(
            2,
            [
                (
                    100,
                    [
                        ["部门：某某局", "<", "<", "<"],
                        ["收入", "<", "支出", "<"],
                        ["项目", "预算数", "项目", "预算数"],
                        ["一、财政拨款", "9.00", "一、教育支出", "9.00"],
                    ],
                )
            ],
        ),
    ]
    assert [t.title for t in analyse(pages).tables] == ["支出总表", ""]


def test_a_title_may_end_in_the_part_of_the_table_it_names() -> None:
    lines = [(120.0, 60.0, "一般公共预算基本支出表--公用经费")]
    (table,) = analyse([draw(1, [(100, FIRST)], lines)]).tables
    assert table.title == "一般公共预算基本支出表--公用经费"
