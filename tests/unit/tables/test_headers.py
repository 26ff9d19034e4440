"""Header paths of columns."""

from __future__ import annotations

import pytest

from pipeline.tables.fragment import FragmentCell
from pipeline.tables.header import column_paths
from pipeline.tables.model import Box


@pytest.mark.parametrize(
    ("printed", "head"),
    [
        ("项目总额1,620.200000", "项目总额"),  # 北京 交管局 21: the rest of a row that the page break cut
        ("100.000000项目总额", "项目总额"),  # 27
        ("财政资金3.000000", "财政资金"),  # 37
        ("2025年预算数", "2025年预算数"),
        ("1.50", "1.50"),
        ("2.1基本支出", "2.1基本支出"),
    ],
)
def test_an_amount_that_ran_into_a_head_is_no_part_of_it(printed: str, head: str) -> None:
    cell = FragmentCell(0, 0, 1, 1, Box(0, 0, 50, 20), text=printed)
    assert column_paths([[cell]], 1) == [(head,)]
