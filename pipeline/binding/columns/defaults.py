"""What a table's kind and title say about all its amounts, before any column speaks."""

from __future__ import annotations

import re

from pipeline.language.kinds import OTHER, table_kind
from pipeline.language.meaning import Facets

_OF_THE_YEAR = re.compile(r"(不含|不包括|不包含|扣除)(上年|以前年度)(度)?(财政拨款)?(资金)?(结转|结余)")
"""西安: 一般公共预算基本支出明细表（支出经济分类科目-不含上年结转）."""


def defaults_of(kind: str, title: str) -> Facets:
    """Facets that hold where a column says nothing.

    Args:
        kind: the table's kind.
        title: in NFKC without blanks.
    """
    known = table_kind(kind)
    has_sides = known.sides == "2"
    facets = Facets(flow=known.flow, three_public_item=known.three_public_item)
    facets.fund = known.fund or _fund_of_title(title) or (None if kind == OTHER else "all")
    if kind.startswith("general_public") and title and "公共预算" not in title and "财政拨款" in title:
        facets.fund = "fiscal_appropriation"  # 财政拨款基本支出表: all three funds
    if facets.flow == "expenditure" or has_sides:
        facets.spending_kind = known.spending_kind or (
            "basic" if "基本支出" in title and "项目" not in title else "all"
        )
    if facets.spending_kind == "basic":
        facets.spending_kind = _part_of_basic(title)
    if known.flow != "revenue" and not has_sides and _OF_THE_YEAR.search(title):
        facets.origin_year = "current"
    return facets


def _part_of_basic(title: str) -> str:
    """湖南 prints basic spending in three tables: 一般公共预算基本支出表--人员经费（工资福利支出）, --对个人和家庭的补助, --公用经费."""
    if "公用" in title or "商品和服务" in title:
        return "basic" if "人员" in title or "工资福利" in title else "basic_public"
    wages, household = "工资福利" in title, "个人和家庭" in title
    if wages != household:
        return "basic_personnel_wages" if wages else "basic_personnel_household"
    return "basic_personnel" if wages or "人员经费" in title or "人员支出" in title else "basic"


def _fund_of_title(title: str) -> str | None:
    if "政府性基金" in title and "公共预算" not in title and "国有资本" not in title:
        return "government_managed_funds"
    if "一般公共预算" in title or "公共财政预算" in title:
        return "general_public_budget"
    if "财政拨款" in title:
        return "fiscal_appropriation"
    return None
