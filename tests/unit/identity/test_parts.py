"""Several disclosures in one file: where one ends and the next begins, and when a file is left whole."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identity import find_disclosures, shared_identity
from pipeline.identity.several import Disclosure
from pipeline.tables.model import DocumentLayout, Table, TextLine
from tests.unit.identity.builders import line, table

Block = str | tuple[str, ...]
"""A line of text, or the captions of a table with its title last."""


def file_of(*pages: Sequence[Block]) -> DocumentLayout:
    """Pages from top to bottom: a text is a line, a tuple a table under these captions."""
    prose: list[TextLine] = []
    tables: list[Table] = []
    for number, blocks in enumerate(pages, 1):
        for position, block in enumerate(blocks):
            captions = (block,) if isinstance(block, str) else block
            for offset, text in enumerate(captions):
                prose.append(line(text, number, top=60.0 + 40 * position + 10 * offset))
            if not isinstance(block, str):
                rows = (("一、本年收入", "12.00"), ("合计", "12.00"))
                tables.append(table(block[-1], *rows, captions=block, seq=len(tables) + 1, page=number))
    return DocumentLayout(tables, prose)


def disclosures(*pages: Sequence[Block]) -> list[Disclosure]:
    found = file_of(*pages)
    return find_disclosures(found, lambda numbers: [one for one in found.prose if one.page in numbers])


def as_read(found: Sequence[Disclosure]) -> list[tuple[str | None, int | None, str, list[int]]]:
    """Body, year, kind and tables of each."""
    return [
        (
            one.identity.unit_name,
            one.identity.fiscal_year,
            one.identity.document_kind,
            [t.seq for t in one.layout.tables],
        )
        for one in found
    ]


SUMMARY, SPENDING = ("表1", "收支总表"), ("表2", "一般公共预算支出表")


def test_a_department_and_its_units_behind_their_own_covers_are_several() -> None:
    found = disclosures(
        ["青石市林业局", "2025年部门预算"],
        [SUMMARY, SPENDING],
        ["青石市国有苗圃场", "2025年单位预算"],
        [SUMMARY, SPENDING],
        ["2025年单位预算", "单位名称：青石市森林防火站"],
        [SUMMARY, SPENDING],
    )

    assert as_read(found) == [
        ("青石市林业局", 2025, "department_budget", [1, 2]),
        ("青石市国有苗圃场", 2025, "unit_budget", [3, 4]),
        ("青石市森林防火站", 2025, "unit_budget", [5, 6]),
    ]
    assert [(one.page_first, one.page_last) for one in found] == [(1, 2), (3, 4), (5, 6)]
    assert shared_identity(found).fiscal_year == 2025
    assert shared_identity(found).unit_name is None


def test_accounts_and_budget_told_apart_by_the_titles_of_their_tables_only() -> None:
    found = disclosures(
        ["青石市档案馆2023年度部门决算及2024年部门预算公开"],
        [("2023年度收入支出决算总表",), ("2023年度支出决算表",)],
        [("2024年收支预算总表",), ("2024年支出预算表",)],
    )

    assert as_read(found) == [
        ("青石市档案馆", 2023, "department_final_accounts", [1, 2]),
        ("青石市档案馆", 2024, "department_budget", [3, 4]),
    ]


def test_a_compilation_without_covers_changes_where_the_lines_above_the_tables_name_another_body() -> None:
    found = disclosures(
        ["青石市2024年部门预算公开汇编"],
        [("一、青石市信访局", *SUMMARY), SPENDING],
        [("二、青石市科技馆", *SUMMARY), SPENDING],
    )

    assert [(one.identity.unit_name, [t.seq for t in one.layout.tables]) for one in found] == [
        ("青石市信访局", [1, 2]),
        ("青石市科技馆", [3, 4]),
    ]
    assert {one.identity.fiscal_year for one in found} == {2024}


def test_dividers_without_a_year_take_it_from_the_cover_of_the_compilation() -> None:
    found = disclosures(
        ["青石市2026年部门预算汇编", "青石市财政局"],
        ["目录", "一、青石市信访局部门预算", "二、青石市科技馆部门预算"],
        ["青石市信访局部门预算"],
        [SUMMARY, SPENDING],
        ["青石市科技馆部门预算"],
        [SUMMARY, SPENDING],
    )

    assert [(one.identity.unit_name, one.identity.fiscal_year) for one in found] == [
        ("青石市信访局", 2026),
        ("青石市科技馆", 2026),
    ]
    assert [one.page_first for one in found] == [3, 5]


def test_a_part_may_begin_in_the_middle_of_a_page() -> None:
    found = disclosures(
        ["青石市气象局", "2023年度部门决算和2024年部门预算"],
        ["第一部分2023年度部门决算", ("收入支出决算总表",), "第二部分2024年部门预算", ("收支预算总表",)],
    )

    assert [(one.page_first, one.page_last, [t.seq for t in one.layout.tables]) for one in found] == [
        (2, 2, [1]),
        (2, 2, [2]),
    ]


def test_forms_of_subordinate_units_do_not_cut_a_disclosure() -> None:
    found = disclosures(
        ["青石市林业局", "2025年部门预算"],
        [SUMMARY, SPENDING],
        [("单位名称：青石市国有苗圃场", "项目支出绩效目标表"), ("单位名称：青石市森林防火站", "项目支出绩效目标表")],
    )

    assert [[t.seq for t in one.layout.tables] for one in found] == [[1, 2, 3, 4]]


def test_another_year_or_kind_in_a_heading_does_not_cut_a_disclosure_whose_tables_do_not_begin_again() -> None:
    found = disclosures(
        ["青石市林业局", "2025年部门预算"],
        ["第一部分2024年部门决算", "2024年本部门支出决算为12万元。", "第二部分2025年单位预算情况说明"],
        [SUMMARY],
        [SPENDING, ("2024年“三公”经费支出决算表",)],
    )

    assert len(found) == 1
    assert as_read(found)[0][:2] == ("青石市林业局", 2025)


def test_the_same_body_with_and_without_its_place_is_one() -> None:
    found = disclosures(
        ["青石市林业局", "2025年部门预算"],
        [("部门名称：林业局", *SUMMARY), ("部门名称：林业局", *SPENDING)],
        [
            ("部门名称：青石市林业局", "收入总表"),
            ("部门名称：青石市林业局（本级）", "支出总表"),
            ("部门名称：青石市林业局", "收支总表"),
        ],
    )

    assert len(found) == 1
