"""From printed words to facets: the vocabulary applied along a header path or to a row label."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.language import vocabulary
from pipeline.language.kinship import narrower
from pipeline.language.spelling import plain, year_in

_FAR = 10
"""No column is about a year so many years away from the document's; the figure is no year, or the year is part of a name."""
_PRIOR = {"prior_year_budget", "prior_year_actual"}


@dataclass(slots=True)
class Facets:
    """What an amount is, as far as words say; None where they say nothing."""

    flow: str | None = None
    fund: str | None = None
    spending_kind: str | None = None
    stage: str | None = None
    three_public_item: str | None = None
    origin_year: str | None = None
    year: int | None = None
    of_which: bool = False


@dataclass(frozen=True, slots=True)
class PathMeaning:
    """The facets of a header path, and the words that nothing explains."""

    values: tuple[tuple[str, str], ...]
    year: int | None
    of_which: bool
    of_which_group: bool
    """The path runs through a head cell that says 其中 and nothing else."""
    is_total: bool
    """The innermost word is 合计, 小计 or the like."""
    unbound: str | None

    def facets(self) -> Facets:
        """A fresh, editable copy."""
        return Facets(**dict(self.values), year=self.year, of_which=self.of_which)

    @property
    def says_something(self) -> bool:
        """True when at least one vocabulary line applied or a year is printed."""
        return bool(self.values) or self.year is not None


@lru_cache(maxsize=8192)
def path_meaning(path: tuple[str, ...], kind: str) -> PathMeaning:
    """Compose the meaning of a header path, outermost word first.

    Args:
        path: header texts, outermost first.
        kind: the table's kind; some lines of the vocabulary hold in some kinds only.
    """
    composed = _Composed(kind)
    for position, raw in enumerate(path):
        segment = plain(raw)
        if segment:
            composed.add(segment, is_first_of_many=position == 0 and len(path) > 1)
    last = plain(path[-1]) if path else ""
    return PathMeaning(
        values=tuple(composed.state.items()),
        year=composed.year,
        of_which=composed.of_which,
        of_which_group=composed.of_which_group,
        is_total=bool(vocabulary.columns().total.match(last)),
        unbound=" ".join(composed.unbound) or None,
    )


def _stage_along(outer: str | None, inner: str) -> str:
    """上年 over 预算数 stays the prior year's budget, over 决算数 it is its outturn; 增减 stays a change whatever stands below."""
    if outer == "change":
        return outer
    if outer in _PRIOR and inner == "final_accounts":
        return "prior_year_actual"
    return outer if outer in _PRIOR and inner == "budget" else inner


class _Composed:
    """Facets collected along a path."""

    def __init__(self, kind: str):
        self.kind = kind
        self.state: dict[str, str] = {}
        self.year: int | None = None
        self.of_which = False
        self.of_which_group = False
        self.unbound: list[str] = []

    def add(self, segment: str, *, is_first_of_many: bool) -> None:
        """One header word. 其中 in the outermost of several heads is about a group, not about the column."""
        matched = segment in {"其中:", "其中"}
        stage: str | None = None
        self.of_which_group = self.of_which_group or matched
        for rule in vocabulary.columns().facets:
            if not self._applies(rule, segment):
                continue
            matched = True
            for facet, value in rule.values:
                if facet == "of_which":
                    self.of_which = self.of_which or not is_first_of_many
                elif facet == "stage":
                    stage = stage or value  # the special lines of the vocabulary stand before the plain 预算数
                elif (composed := narrower(facet, self.state.get(facet), value)) is not None:
                    self.state[facet] = composed
        if stage is not None:
            self.state["stage"] = _stage_along(self.state.get("stage"), stage)
        year = year_in(segment)
        if year is not None:
            self.year, matched = year, True
        if not matched and vocabulary.columns().noise.sub("", segment):
            self.unbound.append(segment)

    def _applies(self, rule: vocabulary.FacetRule, segment: str) -> bool:
        if rule.kinds and self.kind not in rule.kinds:
            return False
        if not rule.pattern.search(segment):
            return False
        return all((self.state.get(f) or "").startswith(v) for f, v in rule.needs)


@dataclass(slots=True)
class Moment:
    """Year and edition of the document, for turning printed years and 上年 into stages."""

    fiscal_year: int | None
    is_final: bool
    """Final accounts (决算) rather than a budget."""
    years: set[int] = field(default_factory=set)

    def resolve(self, stage: str | None, year: int | None) -> tuple[str, int | None]:
        """Stage and fiscal year of an amount.

        `2025年预算数` in a 2026 budget is the prior year's budget; an unqualified 决算数 in a budget is the prior year's outturn.
        """
        now = self.fiscal_year
        if year is not None and now is not None and abs(year - now) > _FAR:
            year = None
        default = "final_accounts" if self.is_final else "budget"
        if stage == "change":
            return "change", year if year is not None and year == now else now
        if stage in _PRIOR:
            return stage, year if year is not None and year != now else (None if now is None else now - 1)
        if year is not None and now is not None and year < now:
            actual = stage == "final_accounts" or (self.is_final and stage is None)
            return ("prior_year_actual" if actual else "prior_year_budget"), year
        if stage == "final_accounts" and not self.is_final:
            return "prior_year_actual", None if now is None else now - 1
        return stage or default, year if year is not None else now
