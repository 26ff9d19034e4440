"""Checks on the words around a name: does it name the thing itself, or something that only ends like it?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.narrative.context import Context
from pipeline.narrative.text import Sentence
from pipeline.narrative.tokens import Token
from pipeline.narrative.vocabulary import Term, vocabulary
from pipeline.narrative.words import words

_WORDS = words().guards
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
_KINDS = (
    (_WORDS.evaluation, "evaluation_"),
    (_WORDS.tracking, "tracking_"),
    (_WORDS.target, ""),
)
_REACH = 24


def is_tail_of_another(text: str, token: Token, variants: Sequence[Term]) -> bool:
    """True when the name is only the end of another thing's name.

    Args:
        text: the sentence.
        token: the name.
        variants: what it could stand for.
    """
    ahead = text[max(0, token.start - 8) : token.start]
    items = {term.item for term in variants}
    if _WORDS.never_before.search(ahead):
        return items != {"vehicle_count"} or not _WORDS.units_of_the_whole.search(ahead)
    if items == {"vehicle_count_business"}:
        return not _WORDS.before_business_cars.search(ahead)  # 综合保障业务用车
    if items & _GENERIC:
        if text[token.end : token.end + 1] == ")" and _WORDS.explained.search(text[: token.start]):
            return True
        return bool(_WORDS.tail.search(ahead)) or not _WORDS.before_generic.search(ahead)
    if "procurement_total" in items:
        return bool(_WORDS.part_of_procurement.search(ahead))
    if items & {"vehicle_purchase_count"}:
        return bool(_WORDS.before_purchases.search(ahead))
    if items & {"wages", "goods_and_services", "capital_expenditure"}:
        return bool(_WORDS.government_class.search(ahead))
    return False


def plausible(sentence: Sentence, token: Token, item: str) -> bool:
    """False where a name certainly does not state the office's own figure.

    上年结转 counts only among revenues, not as the source of one project; vehicles count at a closing date, not at the year's beginning.
    """
    if item == "opening_balance":
        return (
            token.start <= 6
            or _WORDS.revenue.search(sentence.text) is not None
            or any(_WORDS.carried_over.search(heading) for heading in sentence.headings)
        )
    if item == "vehicle_count":
        clause = re.split("[,;]", sentence.text[: token.start])[-1]
        return not _WORDS.other_cars.search(clause)
    return True


def lists_classes_of_a_part(before: str) -> bool:
    """True where codes are listed below a part of spending: 公用经费：①行政运行（2013201）."""
    return bool(_WORDS.part_list.search(before))


def counts_projects(text: str, token: Token, following: Token, context: Context) -> bool:
    """True for a count of projects (8个项目) in a text about performance."""
    if not context.performance or following.kind != "item" or not token.text.endswith(_WORDS.counter):
        return False
    if all(term.item != "~project_count" for term in vocabulary().terms[following.text]):
        return False
    return bool(_WORDS.between_count_and_projects.fullmatch(text[token.end : following.start]))


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
    if _WORDS.funds_evaluated.search(before):
        return None
    if _WORDS.of_policies in before.rsplit(";", 1)[-1]:
        return None
    found = [(match.start(), kind) for pattern, kind in _KINDS for match in pattern.finditer(before)]
    if found:
        return f"performance_{max(found)[1]}{measure}"
    near = [(match.start(), kind) for pattern, kind in _KINDS for match in pattern.finditer(after)]
    if near:
        # 82个一级项目的绩效自评结果: the later word names the step, 绩效 alone says nothing
        return f"performance_{min(near)[1]}{measure}"
    return f"performance_{measure}" if text.startswith(_WORDS.concerns, position) else None
