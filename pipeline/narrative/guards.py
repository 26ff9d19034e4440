"""Checks on the words around a name: does it name the thing itself, or something that only ends like it?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.narrative.context import Context
from pipeline.narrative.text import Sentence
from pipeline.narrative.tokens import Token
from pipeline.narrative.vocabulary import Term, vocabulary

_NEVER_BEFORE = re.compile(
    r"(?:非|除|不含|扣除|除去|医疗|超|节约|减去|其他|(?<![及和与])(?:所属|下属|二级)(?:预算|事业)?单位)$"
)
_UNITS_OF_THE_WHOLE = re.compile(r"部门所属(?:预算)?单位$")
"""本部门所属预算单位共有车辆76辆 counts the department, as the equipment in the same sentence does."""
_BEFORE_BUSINESS_CARS = re.compile(r"(?:^|[,;:、(]|其中|和|及|与)$")
_GENERIC = {
    "total_revenue",
    "total_expenditure",
    "revenue",
    "expenditure",
    "revenue_budget",
    "expenditure_budget",
    "revenue_expenditure_budget",
    "~revenue_budget_total",
    "~expenditure_budget_total",
    "basic_expenditure",
    "project_expenditure",
}
_BEFORE_GENERIC = re.compile(
    r"(?:^|[,;:、。()\"]|部门|单位|年|年度|安排|本级|局|委|办|院|会|处|中心|室|厅|所|站|校|校园|馆|署|队|学|园|社|场|库|台|联|协|政府|拨款|财政|的|当年|本年|其中|预算|年初|"
    r"一级|全部|全面|所有|相应|是|为|由于|因|和|与|及|将|把|对|元|%|辆|个|项|[)）])$"
)
"""What a generic name (项目支出) may follow; behind other words it is the tail of a longer name (…评审项目支出)."""
_TAIL = re.compile(r"(?:基金|经费|经营|采购|管理|费|专户|运行|接待|培训|收入|行政|一般性|转移支付)$")
_PART_OF_PROCUREMENT = re.compile(r"(?:拨款|基金|资金|专户|企业|收入)$")
_EXPLAINED = re.compile(r"[一-鿿]\([^()]*$")
"""A name in brackets explains the one before them: 行政运行(行政及参公单位基本支出)2678.58万元 (xian-ff80a8a239, page 17)."""
_GOVERNMENT_CLASS = re.compile(r"(?:机关)$")
_PART_LIST = re.compile(r"(?:人员经费|公用经费|基本支出|项目支出|专项(?:业务)?(?:经费|支出|资金)?)(?:\([^()]*\))?:")
_KINDS = (
    (re.compile("自评|(?<!跟踪)评价"), "evaluation_"),
    (re.compile("跟踪|监控"), "tracking_"),
    (re.compile("目标|编报|纳入|绩效管理"), ""),
)
_REACH = 24
_FUNDS_EVALUATED = re.compile(r"\d个(?:专项资金|转移支付)")
"""对…1个专项资金项目进行自评，涉及预算金额52110万元: not of the department's own projects (xian-d504cbd6d8, pages 23 and 24)."""


def is_tail_of_another(text: str, token: Token, variants: Sequence[Term]) -> bool:
    """True when the name is only the end of another thing's name.

    Args:
        text: the sentence.
        token: the name.
        variants: what it could stand for.
    """
    ahead = text[max(0, token.start - 8) : token.start]
    items = {term.item for term in variants}
    if _NEVER_BEFORE.search(ahead):
        return items != {"vehicle_count"} or not _UNITS_OF_THE_WHOLE.search(ahead)
    if items == {"vehicle_count_business"}:
        return not _BEFORE_BUSINESS_CARS.search(ahead)  # 综合保障业务用车
    if items & _GENERIC:
        if text[token.end : token.end + 1] == ")" and _EXPLAINED.search(text[: token.start]):
            return True
        return bool(_TAIL.search(ahead)) or not _BEFORE_GENERIC.search(ahead)
    if "procurement_total" in items:
        return bool(_PART_OF_PROCUREMENT.search(ahead))
    if items & {"vehicle_purchase_count"}:
        return bool(re.search("(?:预算|资金|拨款)$", ahead))
    if items & {"wages", "goods_and_services", "capital_expenditure"}:
        return bool(_GOVERNMENT_CLASS.search(ahead))
    return False


def plausible(sentence: Sentence, token: Token, item: str) -> bool:
    """False where a name certainly does not state the office's own figure.

    上年结转 counts only among revenues, not as the source of one project; vehicles count at a closing date, not at the year's beginning.
    """
    if item == "opening_balance":
        return (
            token.start <= 6
            or "收入" in sentence.text
            or any(re.search("收入|结转", heading) for heading in sentence.headings)
        )
    if item == "vehicle_count":
        clause = re.split("[,;]", sentence.text[: token.start])[-1]
        return not re.search("年初|报废|购置|更新|租", clause)
    return True


def lists_classes_of_a_part(before: str) -> bool:
    """True where codes are listed below a part of spending: 公用经费：①行政运行（2013201）."""
    return bool(_PART_LIST.search(before))


def counts_projects(text: str, token: Token, following: Token, context: Context) -> bool:
    """True for a count of projects (8个项目) in a text about performance."""
    if not context.performance or following.kind != "item" or not token.text.endswith("个"):
        return False
    if all(term.item != "~project_count" for term in vocabulary().terms[following.text]):
        return False
    return text[token.end : following.start] in {"", "预算", "项目支出", "一级", "二级"}


def performance_item(measure: str, text: str, position: int) -> str | None:
    """Which of targets, tracking and evaluation a figure is about, by the nearest such word.

    Args:
        measure: `amount` or `project_count`.
        text: the sentence.
        position: where the figure's name stands.

    Returns:
        `performance_amount`, `performance_evaluation_amount` …; None without such a word near, or for 政策 targets.
    """
    start = max(text.rfind(";", 0, position), text.rfind("。", 0, position)) + 1
    before, after = text[start:position], text[position : position + _REACH]
    if _FUNDS_EVALUATED.search(before):
        return None
    if "政策绩效" in before.rsplit(";", 1)[-1]:
        return None
    found = [(match.start(), kind) for pattern, kind in _KINDS for match in pattern.finditer(before)]
    if found:
        return f"performance_{max(found)[1]}{measure}"
    near = [(match.start(), kind) for pattern, kind in _KINDS for match in pattern.finditer(after)]
    if near:
        # 82个一级项目的绩效自评结果: the later word names the step, 绩效 alone says nothing
        return f"performance_{min(near)[1]}{measure}"
    return f"performance_{measure}" if text.startswith("涉及", position) else None
