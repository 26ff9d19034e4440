"""Which meanings are parts of which: `basic_personnel` ⊂ `basic` ⊂ `all`.

Used twice: along a header path the more specific word wins, and a column whose meaning covers the meanings of columns beside it is a subtotal.
The tree is `schemas.allowed.PARENT_VALUES`; SQL has the same one as `stg_cover`.
"""

from __future__ import annotations

from schemas.allowed import PARENT_VALUES


def is_part(facet: str, part: str | None, whole: str | None) -> bool:
    """True when `part` is strictly inside `whole`."""
    if part is None or whole is None:
        return False
    parents = PARENT_VALUES.get(facet, {})
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
