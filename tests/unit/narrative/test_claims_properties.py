"""Whatever words stand in a sentence: reading it never fails, and a claim quotes what is printed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.narrative.speaking import read

SPOKEN = (
    "收入总计 支出预算 其中： 基本支出 项目支出 “三公”经费 公务接待费 （2010301） 教育支出 12.50万元 1,234.56万元 0元 17.12% 3辆 2个 项目 "
    "比上年 较2023年预算数 增加 减少 下降 持平 占 完成年初预算的 年初预算为 支出决算为 全年预算为 没有使用 无 "
    "政府性基金预算拨款安排的支出 ， ； 、 和 均为 为 （ ） 主要原因是 人员增加 2024年 2023年 共有车辆 绩效目标 西安市教育局 "
    "主要是 主要用于 一是 二是 增加了 基本持平 支出预算总计 完成率 属于 "
    "一般公共服务支出（类） 财政事务（款） 行政运行（项） 。"
)
WORDS = st.sampled_from(SPOKEN.split())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=25), st.sampled_from(["department_budget", "unit_final_accounts", "unknown"])
)
def test_reading_never_fails_and_quotes_the_sentence(words: list[str], kind: str) -> None:
    for claim in read("".join(words), kind=kind, unit="西安市财政局"):
        assert claim.printed in claim.sentence
        assert claim.value_unit in {"yuan", "percent", "count"}
        assert claim.value.is_finite()
        assert not claim.item.startswith("~")
