"""Words that are values: what the four kinds of documents are told apart by, and the marks that the product itself writes."""

from __future__ import annotations

from typing import Final

DEPARTMENT: Final = "部门"
UNIT: Final = "单位"
BUDGET: Final = "预算"
FINAL_ACCOUNTS: Final = "决算"
OWN_ACCOUNT: Final = "（本级）"
"""The accounts of a body itself, without those below it; every spelling of it is written so."""
YEAR: Final = "年"
