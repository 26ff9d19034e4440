"""A printed figure that was not loaded counts as lost, wherever it hides."""

from __future__ import annotations

import pytest

from pipeline.tables.model import Box, Table, TableCell, TableColumn, TableRow
from pipeline.tracing.coverage import measure_coverage
from pipeline.tracing.report_data import DocumentFacts


def table(*texts):
    cells = {at: TableCell(text, 1, Box(50 * at, 100, 50 * at + 50, 112), at) for at, text in enumerate(texts, start=1)}
    columns = [TableColumn(at, ("",), 50 * at, 50 * at + 50) for at in cells]
    return Table(1, "表", None, None, (), 1, 1, columns, [], [TableRow(1, 1, 100, 112, cells)])


def measure(*texts, roles):
    facts = DocumentFacts({"document_id": "0" * 16})
    facts.columns[1] = [{"column_seq": at, "role": role} for at, role in enumerate(roles, start=1)]
    return measure_coverage([], [table(*texts)], facts)


@pytest.mark.parametrize("label", ["2154.83（一）一般公共服务支出", "机关事业单位职业年金缴费支出43608.96"])
def test_a_figure_inside_a_label_is_lost(label):
    coverage = measure(label, "12.50", roles=("row_label", "amount"))
    assert coverage.numbers == 2
    assert [cell.text for cell in coverage.lost] == [label, "12.50"]


def test_prose_and_codes_are_no_figures():
    prose = "项目资金用于" + "保障运行" * 15 + "，合计12.50"
    assert measure(prose, "2080505", "3.50万元以上", roles=("note", "code", "row_label")).numbers == 0
