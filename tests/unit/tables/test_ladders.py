"""Tables with a rule under every row and none between the columns."""

from __future__ import annotations

from pipeline.reading.model import Page, Rule, Word
from pipeline.tables import analyse
from pipeline.tables.model import Table

EDGES = (30.0, 140.0, 300.0, 400.0, 500.0, 600.0)
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")


def _centred(text: str, column: int, top: float) -> Word:
    middle, half = (EDGES[column] + EDGES[column + 1]) / 2, 4.0 * len(text)
    return Word(text, middle - half, top, middle + half, top + 8, 8)


def _page(number: int, rows: list[tuple[str, ...]], *, top: float = 100.0, numbers: bool = False) -> Page:
    page = Page(number, 842.0, 595.0)
    page.words += [_centred(text, column, top + 5) for column, text in enumerate(HEAD)]
    rungs = [top, top + 18]
    if numbers:
        page.words += [_centred(str(n), n + 1, rungs[-1] + 5) for n in (1, 2, 3)] + [_centred("栏次", 1, rungs[-1] + 5)]
        rungs.append(rungs[-1] + 18)
    for code, name, *figures in rows:
        lines = [name[i : i + 12] for i in range(0, len(name), 12)]
        y, height = rungs[-1] + 5, 8.0 + 12.0 * len(lines)
        page.words.append(Word(code, 33, y, 33 + 4.5 * len(code), y + 8, 8))
        page.words += [
            Word(text, 143, y + 12 * i, 143 + 8.0 * len(text), y + 12 * i + 8, 8) for i, text in enumerate(lines)
        ]
        for edge, figure in zip(EDGES[3:], figures, strict=True):
            if figure:
                page.words.append(Word(figure, edge - 3 - 4.5 * len(figure), y, edge - 3, y + 8, 8))
        rungs.append(rungs[-1] + height)
    page.rules = [Rule(EDGES[0], y, EDGES[-1], y) for y in rungs]
    return page


def _table(page: Page) -> Table:
    (table,) = analyse([page]).tables
    return table


def _texts(table: Table) -> list[list[str]]:
    return [[row.text(column.seq) for column in table.columns] for row in table.rows]


def test_what_stands_between_two_rules_is_one_row() -> None:
    rows = [
        ("208", "社会保障和就业支出", "43.29", "43.29", "0.00"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "36.97", "36.97", "0.00"),
        ("210", "卫生健康支出", "16.61", "16.61", "0.00"),
    ]
    assert _texts(_table(_page(1, rows))) == [list(row) for row in rows]


def test_a_column_without_any_figure_keeps_its_place() -> None:
    rows = [("208", "社会保障和就业支出", "43.29", "", "43.29"), ("210", "卫生健康支出", "16.61", "", "16.61")]
    table = _table(_page(1, rows))
    assert [column.path for column in table.columns] == [(text,) for text in HEAD]
    assert _texts(table) == [list(row) for row in rows]


def test_rows_without_figures_do_not_end_the_table() -> None:
    blank = [(f"2{n:02}", "某某支出", "", "", "") for n in range(2, 9)]
    rows = [("201", "一般公共服务支出", "43.29", "43.29", ""), *blank, ("229", "其他支出", "1.00", "", "1.00")]
    assert len(_table(_page(1, rows)).rows) == len(rows)


def test_column_numbers_between_two_rules_are_no_row_and_no_page_number() -> None:
    rows = [("208", "社会保障和就业支出", "43.29", "43.29", "0.00"), ("210", "卫生健康支出", "16.61", "16.61", "0.00")]
    assert _texts(_table(_page(1, rows, numbers=True))) == [list(row) for row in rows]


def test_centred_heads_that_end_where_the_rules_end_make_the_columns_sure() -> None:
    rows = [("208", "社会保障和就业支出", "43.29", "43.29", "0.00"), ("210", "卫生健康支出", "16.61", "16.61", "0.00")]
    sure, unsure = _page(1, rows), _page(1, rows)
    unsure.words = [
        w if w.text != "合计" else Word(w.text, w.x0 + 30, w.top, w.x1 + 30, w.bottom, 8) for w in unsure.words
    ]
    assert _table(sure).is_ruled
    assert not _table(unsure).is_ruled


def test_whole_numbers_between_rules_are_figures() -> None:
    rows = [("208", "社会保障和就业支出", "43", "40", "3"), ("210", "卫生健康支出", "16", "16", "0")]
    assert _texts(_table(_page(1, rows))) == [list(row) for row in rows]


def test_class_section_and_item_are_the_lowest_heads_not_numbers_of_columns() -> None:
    rows = [("208", "05", "43.29", "40.00", "3.29"), ("210", "11", "16.61", "16.61", "0.00")]
    page = _page(1, rows, top=136.0)
    page.words = [word for word in page.words if word.text not in HEAD]
    spans = (("项目", 0, 2, 105), ("支出", 2, 5, 105), ("科目编码", 0, 2, 123), ("类", 0, 1, 141), ("款", 1, 2, 141))
    for text, first, end, top in (*spans, *((text, c, c + 1, 132) for c, text in enumerate(HEAD[2:], start=2))):
        middle, half = (EDGES[first] + EDGES[end]) / 2, 4.0 * len(text)
        page.words.append(Word(text, middle - half, top, middle + half, top + 8, 8))
    page.rules += [Rule(EDGES[0], y, EDGES[-1], y) for y in (100, 118)]
    page.rules = [rule for rule in page.rules if rule.top != 136] + [Rule(EDGES[0], 136, EDGES[2], 136)]
    table = _table(page)
    assert [column.path for column in table.columns] == [
        ("项目", "科目编码", "类"),
        ("项目", "科目编码", "款"),
        *(("支出", text) for text in HEAD[2:]),
    ]
    assert _texts(table) == [list(row) for row in rows]
