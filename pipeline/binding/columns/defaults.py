"""What a table's kind and title say about all its amounts, before any column speaks."""

from __future__ import annotations

import re

from pipeline.language.meaning import Facets

_OF_THE_YEAR = re.compile(r"(不含|不包括|不包含|扣除)(上年|以前年度)(度)?(财政拨款)?(资金)?(结转|结余)")
"""西安: 一般公共预算基本支出明细表（支出经济分类科目-不含上年结转）."""
_REVENUE = frozenset({"revenue"})
_BY_LIST = frozenset({"revenue_expenditure_summary", "fiscal_appropriation_summary"})
_FUNDS = {
    "general_public_expenditure": "general_public_budget",
    "general_public_basic_expenditure": "general_public_budget",
    "general_public_project_expenditure": "general_public_budget",
    "government_fund": "government_managed_funds",
    "state_capital": "state_capital_operations",
    "fiscal_special_account": "fiscal_special_account",
    "fiscal_appropriation_summary": "fiscal_appropriation",
    "fiscal_appropriation_expenditure": "fiscal_appropriation",
}
_SPENDING = {
    "general_public_basic_expenditure": "basic",
    "general_public_project_expenditure": "project",
    "project_expenditure": "project",
    "project_performance": "project",
}


def defaults_of(kind: str, title: str) -> Facets:
    """Facets that hold where a column says nothing.

    Args:
        kind: the table's kind.
        title: in NFKC without blanks.
    """
    facets = Facets()
    if kind in _REVENUE:
        facets.flow = "revenue"
    elif kind not in _BY_LIST and kind != "other":
        facets.flow = "expenditure"
    facets.fund = _FUNDS.get(kind) or _fund_of_title(title) or (None if kind == "other" else "all")
    if kind.startswith("general_public") and title and "公共预算" not in title and "财政拨款" in title:
        facets.fund = "fiscal_appropriation"  # 财政拨款基本支出表: all three funds
    if facets.flow == "expenditure" or kind in _BY_LIST:
        facets.spending_kind = _SPENDING.get(kind) or (
            "basic" if "基本支出" in title and "项目" not in title else "all"
        )
    if facets.spending_kind == "basic":
        facets.spending_kind = _part_of_basic(title)
    if kind not in _REVENUE | _BY_LIST and _OF_THE_YEAR.search(title):
        facets.origin_year = "current"
    if kind == "operating_expenses":
        facets.three_public_item = "operating_expenses"
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
