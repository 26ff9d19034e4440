"""What a table's kind and title say about all its amounts, before any column speaks."""

from __future__ import annotations

from pipeline.binding.words import words
from pipeline.language.kinds import OTHER, table_kind
from pipeline.language.meaning import Facets

_WORDS = words().titles


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
    if kind.startswith("general_public") and title and _is_of_all_appropriations(title):
        facets.fund = "fiscal_appropriation"  # 财政拨款基本支出表: all three funds
    if facets.flow == "expenditure" or has_sides:
        facets.spending_kind = known.spending_kind or (
            "basic" if _WORDS.basic.search(title) and not _WORDS.project.search(title) else "all"
        )
    if facets.spending_kind == "basic":
        facets.spending_kind = _part_of_basic(title)
    if known.flow != "revenue" and not has_sides and _WORDS.of_the_year.search(title):
        facets.origin_year = "current"
    return facets


def _is_of_all_appropriations(title: str) -> bool:
    return bool(_WORDS.appropriation.search(title)) and not _WORDS.public_budget.search(title)


def _part_of_basic(title: str) -> str:
    """湖南 prints basic spending in three tables: 一般公共预算基本支出表--人员经费（工资福利支出）, --对个人和家庭的补助, --公用经费."""
    if _WORDS.public_part.search(title):
        return "basic" if _WORDS.personnel_beside.search(title) else "basic_public"
    wages, household = bool(_WORDS.wages.search(title)), bool(_WORDS.household.search(title))
    if wages != household:
        return "basic_personnel_wages" if wages else "basic_personnel_household"
    return "basic_personnel" if wages or _WORDS.personnel.search(title) else "basic"


def _fund_of_title(title: str) -> str | None:
    if _WORDS.government_fund.search(title) and not (
        _WORDS.public_budget.search(title) or _WORDS.state_capital.search(title)
    ):
        return "government_managed_funds"
    if _WORDS.general_public.search(title):
        return "general_public_budget"
    if _WORDS.appropriation.search(title):
        return "fiscal_appropriation"
    return None
