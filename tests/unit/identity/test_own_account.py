"""本级 behind a name, in whatever form it is printed."""

from __future__ import annotations

import pytest

from pipeline.identity.organisation import clean_name


@pytest.mark.parametrize(
    "printed",
    [
        "青石市公安局（本级）",
        "青石市公安局本级",
        "青石市公安局（（本级））",
        "青石市公安局(（本级）)",
        "青石市公安局（机关本级）",
        "青石市公安局（本级",
        "青石市公安局（本级）部门",
    ],
)
def test_the_accounts_of_the_body_itself_bear_one_name(printed: str) -> None:
    assert clean_name(printed) == "青石市公安局（本级）"


def test_other_brackets_are_part_of_the_name() -> None:
    assert clean_name("青石市数据中心（青石市信息研究院）") == "青石市数据中心（青石市信息研究院）"
