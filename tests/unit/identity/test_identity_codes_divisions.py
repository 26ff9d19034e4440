"""Unit codes and divisions."""

from __future__ import annotations

import pytest

from pipeline.identity import identify
from pipeline.identity.codes import common_root
from pipeline.tables.model import DocumentLayout
from tests.unit.identity.builders import layout, line, table


def _with(*tables_rows: tuple[tuple[str, ...], ...], header: tuple[str, ...] = ()) -> DocumentLayout:
    tables = [table(f"2026年支出表{n}", *rows, header=header, seq=n) for n, rows in enumerate(tables_rows, start=1)]
    return DocumentLayout(tables, [line("西安市人民政府办公厅2026年部门预算公开说明")])


def test_the_department_code_wins_where_one_table_lists_it_above_its_own_office() -> None:
    layout_ = _with((("114", "西安市人民政府办公厅"), ("114001", "西安市人民政府办公厅")))

    assert identify(layout_).unit_code == "114"


def test_codes_of_one_name_that_differ_from_table_to_table_are_ambiguous() -> None:
    layout_ = _with((("106_西安市人民政府办公厅", "458.50"),), (("106001", "西安市人民政府办公厅"),))

    assert identify(layout_).unit_code is None


def test_a_code_column_without_names_gives_the_code_that_begins_all_others() -> None:
    layout_ = _with((("015", "9151.30"), ("015001", "8316.35"), ("015002", "834.95")), header=("单位编码", "合计"))

    assert identify(layout_).unit_code == "015"


def test_a_code_before_the_name_in_a_form_is_the_unit_code() -> None:
    layout_ = _with((("主管部门及代码", "340_西安市人民政府办公厅"),))

    assert identify(layout_).unit_code == "340"


def test_a_function_code_is_no_unit_code() -> None:
    layout_ = _with((("201", "一般公共服务支出"), ("205", "教育支出")), header=("科目编码", "科目名称"))

    assert identify(layout_).unit_code is None


def test_codes_without_a_common_beginning_have_no_root() -> None:
    assert common_root({"301", "302"}) is None
    assert common_root({"301", "301001", "301002"}) == "301"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("北京市水务局", "110000"),
        ("上海市普陀区人民政府万里街道办事处", "310107"),
        ("深圳市规划和自然资源局宝安管理局", "440300"),
        ("焦作市解放区人民政府焦西街道办事处", "410802"),
        ("兰考县财政局", "410225"),
        ("云南省红河州个旧市教育局", "532501"),
        ("恩施州文化和旅游局", "422800"),
        ("中共上海市普陀区委社会工作部", "310107"),
        ("国家税务总局杭州市西湖区税务局", "330106"),
        ("中国人民政治协商会议焦作市解放区委员会", "410802"),
        ("北京城市副中心工程建设管理办公室", "110000"),
    ],
)
def test_the_name_says_which_government_a_unit_belongs_to(name: str, code: str) -> None:
    assert identify(layout(f"{name}2024年部门预算公开")).division_code == code


def test_a_district_name_that_exists_twice_needs_a_second_word_from_the_text() -> None:
    assert identify(layout("普陀区财政局2024年部门预算公开")).division_code is None
    assert identify(layout("普陀区财政局2024年部门预算公开", "根据上海市财政局的要求编制。")).division_code == "310107"


def test_the_area_on_the_cover_is_the_division() -> None:
    identity = identify(layout("上海市普陀区2025年区级部门预算", "预算主管部门：上海市普陀区财政局"))

    assert identity.division_code == "310107"


def test_a_street_named_after_a_province_is_not_in_that_province() -> None:
    assert identify(layout("重庆路街道办事处2024年部门预算公开")).division_code is None


def test_a_name_without_a_place_is_placed_by_the_text_only_when_the_text_is_clear() -> None:
    clear = layout("首都绿化委员会办公室2026年部门预算公开", "北京市园林绿化局。", "北京市财政局。", "北京市人民政府。")

    assert identify(clear).division_code == "110000"
    assert identify(layout("首都绿化委员会办公室2026年部门预算公开")).division_code is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("密云县财政局2014年部门预算公开", "110228"),
        ("密云区财政局2024年部门预算公开", "110118"),
        ("苍山县财政局2012年部门预算公开", "371324"),
        ("黔西县财政局2010年部门预算公开", "522423"),
        ("黔西县财政局2015年部门预算公开", "520522"),
        ("铜仁市教育局2010年部门预算公开", "522201"),
        ("铜仁市教育局2020年部门预算公开", "520600"),
    ],
)
def test_a_name_means_the_division_that_bore_it_in_the_year(title: str, code: str) -> None:
    assert identify(layout(title)).division_code == code


def test_an_old_name_that_a_label_still_bears_means_the_division_that_bore_it_last() -> None:
    assert identify(layout("黔西县财政局2024年部门预算公开")).division_code == "520522"


def test_a_name_of_several_divisions_is_ambiguous_only_in_the_years_in_which_they_bore_it() -> None:
    assert identify(layout("桥东区财政局2012年部门预算公开")).division_code is None
    assert identify(layout("桥东区财政局2024年部门预算公开")).division_code == "130702"


def test_an_old_name_inside_its_city_is_that_city_s_division() -> None:
    assert identify(layout("石家庄市桥东区财政局2016年部门预算公开")).division_code == "130103"
