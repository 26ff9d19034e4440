"""Which meanings are parts of which: `basic_personnel` ⊂ `basic` ⊂ `all`.

Used twice: along a header path the more specific word wins, and a column whose meaning covers the meanings of columns beside it is a subtotal.
"""

from __future__ import annotations

PARENTS: dict[str, dict[str, str]] = {
    "fund": {
        "general_public_budget": "fiscal_appropriation",
        "government_managed_funds": "fiscal_appropriation",
        "state_capital_operations": "fiscal_appropriation",
        "fiscal_appropriation": "all",
        "fiscal_special_account": "all",
        "own_funds": "all",
        "institutional_revenue": "own_funds",
        "institutional_operating_revenue": "own_funds",
        "superior_subsidy": "own_funds",
        "subordinate_remittance": "own_funds",
        "other_revenue": "own_funds",
    },
    "spending_kind": {
        "basic": "all",
        "project": "all",
        "operating": "all",
        "remitted_upward": "all",
        "subsidy_downward": "all",
        "basic_personnel": "basic",
        "basic_public": "basic",
        "basic_personnel_wages": "basic_personnel",
        "basic_personnel_household": "basic_personnel",
        "basic_public_goods": "basic_public",
        "basic_public_capital": "basic_public",
        "project_operating": "project",
        "project_specific": "project",
    },
    "origin_year": {"current": "all", "carried_in": "all"},
    "three_public_item": {
        "overseas_travel": "total",
        "vehicles": "total",
        "reception": "total",
        "vehicle_purchase": "vehicles",
        "vehicle_operation": "vehicles",
    },
    "flow": {},
    "stage": {},
}
"""Facet → value → the value it is a part of."""


def is_part(facet: str, part: str | None, whole: str | None) -> bool:
    """True when `part` is strictly inside `whole`."""
    if part is None or whole is None:
        return False
    parents = PARENTS[facet]
    at = parents.get(part)
    while at is not None:
        if at == whole:
            return True
        at = parents.get(at)
    return False


def narrower(facet: str, outer: str | None, inner: str | None) -> str | None:
    """Compose two words of one path: the more specific meaning wins; of two unrelated meanings the inner one."""
    if inner is None:
        return outer
    if outer is None or not is_part(facet, outer, inner):
        return inner
    return outer
