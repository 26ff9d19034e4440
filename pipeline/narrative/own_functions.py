"""What the document's own tables say about functions: the names printed beside codes, and what each 项 spent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.language.spelling import aligned, squeezed
from pipeline.narrative.words import words
from pipeline.records import AmountRecord, ClaimRecord, DocumentIdentity, RowRecord

_WORDS = words().functions
_ITEM_DIGITS = 7
_HALF_STEP = Decimal(50)
"""Prose in 万元 with two decimals beside a table in yuan."""
_UNLISTED = re.compile(
    r"^(?P<scope>general_public_|fiscal_appropriation_)?function_unlisted(?P<number>\d+)(?P<facet>_\w+)?$"
)


@dataclass(frozen=True, slots=True)
class OwnFunctions:
    """Functions of one document's tables."""

    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Code → names printed beside it."""
    spent: Mapping[str, Decimal] = field(default_factory=dict)
    """Code of a 项 → final figure in the table of general public expenditure, yuan; final accounts only."""

    def named(self, parent: str, name: str, digits: int) -> set[str]:
        """Codes below `parent` with so many digits that are printed with this name."""
        return {
            code
            for code, names in self.names.items()
            if len(code) == digits and code.startswith(parent) and name in names
        }


def same_spelling(name: str) -> str:
    """A name as the official list spells it.

    >>> same_spelling("其它行政事业单位养老支出")  # putuo-af3bb6f5cf, page 7
    '其他行政事业单位养老支出'
    """
    return _WORDS.misspelled_other.sub(_WORDS.other, name)


def own_functions(
    rows: Sequence[RowRecord], amounts: Sequence[AmountRecord], identity: DocumentIdentity
) -> OwnFunctions:
    """Collect the functions of bound tables.

    Args:
        rows: body rows as understood.
        amounts: their amounts.
        identity: only final accounts of its year have final figures.
    """
    names: dict[str, set[str]] = {}
    for row in rows:
        if row.function_code and row.row_label:
            names.setdefault(row.function_code, set()).add(same_spelling(aligned(squeezed(row.row_label))))
    spent: dict[str, Decimal] = {}
    for amount in amounts:
        if (
            amount.table_kind == "general_public_expenditure"
            and amount.stage == "final_accounts"
            and amount.fiscal_year == identity.fiscal_year
            and amount.is_leaf
            and amount.is_leaf_column
            and amount.function_code
            and len(amount.function_code) == _ITEM_DIGITS
        ):
            spent[amount.function_code] = spent.get(amount.function_code, Decimal(0)) + amount.amount_yuan
    return OwnFunctions({code: frozenset(printed) for code, printed in names.items()}, spent)


def settle_unlisted(
    claims: Sequence[ClaimRecord], classes: Sequence[str | None], own: OwnFunctions
) -> list[ClaimRecord]:
    """Give functions whose printed name is in no list the code of the only 项 that spent exactly the stated figure.

    普陀规划资源局 2024 writes 住房保障支出（款）购房补贴（项） and 其他国土资源事务支出 beside a table with 其他自然资源事务支出: an old or
    wrong name with the right figure. Only a 项 of the same 类 counts that no other statement speaks of.

    Args:
        claims: of the document; unlisted functions are numbered (`general_public_function_unlisted3_budget`).
        classes: by number, code of the 类 that the text names.
        own: functions of the tables.

    Returns:
        the claims with their code, or as `function_unlisted` where it stays unknown.
    """
    spoken_of = {claim.item.removeprefix("general_public_function_") for claim in claims}
    stated: dict[int, set[Decimal]] = {}
    for claim in claims:
        match = _UNLISTED.match(claim.item)
        if match and match.group("scope") == "general_public_" and not match.group("facet"):
            stated.setdefault(int(match.group("number")), set()).add(claim.value)
    found: dict[int, str] = {}
    for number, values in stated.items():
        of_class = classes[number]
        fitting = [
            code
            for code, yuan in own.spent.items()
            if of_class
            and code.startswith(of_class)
            and code not in spoken_of
            and yuan
            and all(abs(yuan - value) <= _HALF_STEP for value in values)
        ]
        if len(fitting) == 1:
            found[number] = fitting[0]
    codes = list(found.values())
    return [
        _settled(claim, {number: code for number, code in found.items() if codes.count(code) == 1}) for claim in claims
    ]


def _settled(claim: ClaimRecord, found: Mapping[int, str]) -> ClaimRecord:
    match = _UNLISTED.match(claim.item)
    if match is None:
        return claim
    code, facet = found.get(int(match.group("number"))), match.group("facet") or ""
    return replace(
        claim, item=f"{match.group('scope') or ''}function_{code}{facet}" if code else f"function_unlisted{facet}"
    )
