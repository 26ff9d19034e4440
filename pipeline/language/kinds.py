"""What a kind of table is: `schemas/classifications/table_kind.csv`, a line each; SQL reads the same list as `ref_table_kind`.

The words of titles and heads by which a kind is known stand in `schemas/vocabulary/kinds.yaml`.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, ValidationError

from pipeline.language.data import FACETS, Strict, VocabularyError, one_of

_FILE: Final = "table_kind.csv"
OTHER: Final = "other"

Facet = BeforeValidator(lambda value: value or None)


class TableKind(Strict):
    """A kind of table and what holds for all its amounts where no column says more."""

    kind: str = Field(min_length=3)
    term: str = Field(min_length=2)
    """Chinese, as the register prints it."""
    flow: Annotated[str | None, one_of(FACETS["flow"], "flow"), Facet]
    """None where revenue and expenditure stand beside each other, and of other tables."""
    fund: Annotated[str | None, one_of(FACETS["fund"], "fund"), Facet]
    """None where the title or the columns say whose money it is."""
    spending_kind: Annotated[str | None, one_of(FACETS["spending_kind"], "kind of spending"), Facet]
    three_public_item: Annotated[str | None, one_of(FACETS["three_public_item"], "item"), Facet]
    sides: Literal["1", "2"]
    """2: revenue on one side, expenditure on the other."""
    is_performance: bool
    """A form of goals and indicators."""
    names_items: bool
    """Its heads and labels name items of their own (公务接待费), no economic classes."""
    only_spends: bool
    """All its amounts are spent: a head of revenue says out of which money."""
    lists_bodies: bool
    """Its rows may be bodies with codes, which other tables of the document name without."""
    bodies_in_heads: bool
    """Names of bodies may stand over its columns."""
    budget_title: str
    """The table of that name a budget must have; empty where the form knows none."""
    final_title: str
    seen_on: str = Field(min_length=3)


@lru_cache(maxsize=1)
def table_kinds() -> dict[str, TableKind]:
    """Name → kind, in the order of presentation."""
    text = files("schemas").joinpath("classifications", _FILE).read_text(encoding="utf-8")
    found: dict[str, TableKind] = {}
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        try:
            kind = TableKind.model_validate(row)
        except ValidationError as error:
            told = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
            raise VocabularyError(f"{_FILE}:{number}: {told}") from error
        if kind.kind in found:
            raise VocabularyError(f"{_FILE}:{number}: {kind.kind} stands there already")
        found[kind.kind] = kind
    return found


def table_kind(name: str) -> TableKind:
    """The kind of that name."""
    return table_kinds()[name]
