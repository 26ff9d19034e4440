"""Figures of a sentence: what an amount, a percentage or a count says about the name before it.

A figure is bound only where nothing but filler words stands between it and the item's name; whatever else is printed between them makes the
reading uncertain, and an uncertain figure is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.narrative.context import Context
from pipeline.narrative.guards import counts_projects, performance_item
from pipeline.narrative.text import Sentence
from pipeline.narrative.tokens import Token
from pipeline.narrative.vocabulary import Term, vocabulary
from pipeline.narrative.words import words

_WORDS = words().figures
_PERSONS = {"reception_batch_count": ("reception_person_count",), "overseas_group_count": ("overseas_person_count",)}
_STAGE_FACETS = {"": "", "final": "", "budget": "_budget", "adjusted": "_adjusted_budget"}


@dataclass(slots=True)
class Statement:
    """A bound figure."""

    item: str
    value: Decimal
    unit: str
    printed: str
    start: int


@dataclass(slots=True)
class Figures:
    """The state of reading one sentence, and how its figures are bound."""

    sentence: Sentence
    context: Context
    subjects: list[tuple[Term, ...]] = field(default_factory=list)
    """Names that wait for a figure."""
    name_at: int = 0
    """Where the last name stands."""
    shown: str = ""
    """The last name as printed."""
    between: str = ""
    """Text since the last name or figure, transparent tokens left out."""
    current: tuple[str, ...] = ()
    """Items of the figure bound last."""
    facet: str = ""
    """What the last figure said about them."""
    sign: int = 0
    comparing: str | None = None
    """`year` or `budget` after 比上年 / 较预算数, `other` after another year."""
    years: list[int] = field(default_factory=list)
    parts: int = 0
    """Figures bound since 其中, in this clause."""
    counted: str = ""
    """The item counted last (国内公务接待12批次，120人次)."""
    in_reason: bool = False
    reason_resumes: bool = False
    reason_end: int = 0
    """Where the reason ends that is being read; the figures in it explain and state nothing."""
    in_use: bool = False
    """In a clause that says what the money is for (主要用于…), which a reason may follow."""
    moved: Decimal = Decimal(0)
    """The change stated last, signed."""
    planned: bool = False
    aside: str = ""
    """A group of items whose figures in this sentence are about a part only (其中一般公共预算拨款政府采购…)."""
    elsewhere: bool = False
    """In a clause about another unit."""
    none_until: int = -1
    """Where the last name behind 没有 or 无 ends; names joined to it are meant too."""
    path_end: int = 0
    """Where a path of function names ends (类、款、项); what stands in it is no item of its own."""
    path_stop: int | None = None
    """Where another path begins, which these figures are not about."""
    stated: list[tuple[str, ...]] = field(default_factory=list)
    """Items of the amounts stated in this sentence."""
    changed: set[tuple[str, ...]] = field(default_factory=set)
    """What this sentence said to have grown or shrunk."""
    stage: str = ""
    """`budget` or `final` where the text said so before the figure."""

    def _amount(self, token: Token, before: Token | None, gap: str) -> Iterator[Statement]:
        if before is not None and before.kind in {"up", "down"} and _WORDS.change_gap.fullmatch(gap):
            yield from self._change(token, before)
        elif before is not None and before.kind == "base" and not gap and self.comparing == "year":
            yield from self._emit(self._targets(), "_prior", token, "yuan")
            self.facet = "_prior"
        elif self.subjects and _WORDS.filler.fullmatch(self.between.strip(",")) and self.between.count(",") <= 1:
            yield from self._stated(token, "yuan")
        elif (
            self.context.is_final
            and self.current
            and self.stage
            and _WORDS.comma.fullmatch(self.between)
            and _STAGE_FACETS[self.stage] != self.facet
            and self.facet in {"", "_budget", "_adjusted_budget", "_completion_rate"}
        ):
            facet = _STAGE_FACETS[self.stage]
            yield from self._emit(self.current, facet, token, "yuan")
            self.facet = facet
        elif self._goes_on_to_this_year():
            yield from self._emit(self.current, "", token, "yuan")
            self.facet = ""
        else:
            self.current, self.facet = (), ""
        self.subjects, self.between, self.stage = [], "", ""

    def _goes_on_to_this_year(self) -> bool:
        """2023年预算执行数为60.79万元，2024年预算安排88.87万元: the same thing, a year later."""
        return (
            self.facet == "_prior"
            and bool(self.current)
            and self.years[-1:] == [self.context.year]
            and _WORDS.filler.fullmatch(self.between.strip(",")) is not None
        )

    def _stated(self, token: Token, unit: str) -> Iterator[Statement]:
        items = self._resolved(unit)
        facet = self._stage_facet(items)
        if len(self.subjects) > 1 and not _WORDS.shared.search(self.between):
            items = ()
        if facet is None or not items:
            self.current, self.facet = (), ""
            return
        if not facet:
            for item in items:
                self.context.saw(item)
        yield from self._emit(items, facet, token, unit)
        self.current, self.facet = items, facet
        self.context.last_items = items
        if not self.stated:
            self.context.begin_with(items[0])
        self.stated.append(items)
        self.parts += 1
        self.comparing = None

    def _stage_facet(self, items: tuple[str, ...]) -> str | None:
        year = self.context.year
        if all(item.startswith("fixed_assets") for item in items):
            return ""  # the balance sheet's date is the end of the year before
        if self.years and year is not None and year not in self.years:
            return "_prior" if self.years[-1] == year - 1 and not self.planned else None
        if self.context.is_final:
            stage = self.stage or ("budget" if _WORDS.budget_name.search(self.shown) else "")
            return _STAGE_FACETS[stage]
        return ""

    def _resolved(self, unit: str) -> tuple[str, ...]:
        """The waiting names as items that are measured in `unit`."""
        found = []
        units = vocabulary().units
        for variants in self.subjects:
            for term in variants:
                item = self.context.resolve(term.item)
                if item in {"performance_amount", "performance_project_count"}:
                    item = performance_item(item.removeprefix("performance_"), self.sentence.text, self.name_at)
                if item == "performance_general_public_amount" and (
                    performance_item("amount", self.sentence.text, self.name_at) != "performance_amount"
                ):
                    item = None  # 绩效自评, 涉及一般公共预算拨款…
                if item is None:
                    continue
                measured = units.get(item, "yuan" if "function_" in item or item.startswith("economic_") else None)
                if measured == unit:
                    found.append(item)
                    break
        return tuple(found)

    def _targets(self) -> tuple[str, ...]:
        """Items that a comparison is about: a name just printed, else the figure just bound."""
        if self.subjects:
            named = self._resolved("yuan")
            return named if len(named) == len(self.subjects) else ()
        return self.current if self.parts < 2 or self.comparing_part else ()

    @property
    def comparing_part(self) -> bool:
        """True where the parts of a list are compared one by one (A…，比上年增加…；B…) and not the whole at the list's end."""
        return self.facet != ""

    def _base(self, token: Token) -> None:
        year = self.context.year
        if token.kind == "against":
            self.comparing = "budget"
        elif token.year is not None and year is not None and token.year != year - 1:
            self.comparing = "other"
        else:
            self.comparing = "year"
        bare = _WORDS.bare.search(self.between)
        if bare and not self.subjects:
            flow = "revenue" if bare.group(1).endswith(_WORDS.revenue) else "expenditure"
            total = self.context.totals.get(flow)
            self.subjects = [(Term(total),)] if total and bare.group(1) != _WORDS.both else []
            if not self.subjects:
                self.current = ()
        elif self.subjects:
            if not _WORDS.filler.fullmatch(self.between.strip(",")):
                self.subjects = []
                self.current = ()
        elif not _WORDS.comma.fullmatch(self.between) and not _WORDS.own_body.fullmatch(self.between.strip(",:")):
            self.current = ()
        self.between = ""

    def _change(self, token: Token, before: Token) -> Iterator[Statement]:
        sign = 1 if before.kind == "up" else -1
        facet = {"year": "_change", "budget": "_budget_gap"}.get(self.comparing or "year", "")
        targets = self._change_targets()
        if not targets or not facet:
            self.current, self.facet = (), ""
            return
        value = sign * (token.value or Decimal(0))
        if self.subjects:
            self.context.compares(targets)
        for item in targets:
            yield Statement(item + facet, value, "yuan", self.sentence.printed[before.start : token.end], token.start)
        self.current, self.facet, self.sign, self.moved = targets, facet, sign, value
        if facet == "_change":
            self._changed(targets, value)
        else:
            self.context.last_change = ()

    def _change_targets(self) -> tuple[str, ...]:
        words = _WORDS.change_words.sub("", self.between)
        if self.subjects:
            return self._targets() if _WORDS.filler.fullmatch(words.strip(",")) else ()
        if self.comparing or self.facet in {"_prior", "_change", "_change_rate"}:
            return self._targets() if _WORDS.comma.fullmatch(words) or _WORDS.filler.fullmatch(words.strip(",")) else ()
        return ()

    def _percent(self, token: Token, before: Token | None, gap: str) -> Iterator[Statement]:
        if before is None:
            return
        if before.kind in {"up", "down"} and _WORDS.change_gap.fullmatch(gap):
            sign = 1 if before.kind == "up" else -1
            targets = self._change_targets() if self.facet != "_change" or self.subjects else self.current
            if self.comparing == "other":
                return
            facet = "_change_rate"
        elif before.kind == "share" and not gap:
            targets, sign, facet = self.current, 1, "_share"
        elif before.kind == "done" and not gap and self.context.is_final:
            adjusted = _WORDS.adjusted.search(before.text) is not None
            targets, sign, facet = self.current, 1, "_adjusted_completion_rate" if adjusted else "_completion_rate"
        elif before.kind == "amount" and self.facet == "_change" and gap in {"(", ",", "、"}:
            targets, sign, facet = self.current, self.sign, "_change_rate"
        else:
            return
        for item in targets:
            yield Statement(
                item + facet, sign * (token.value or Decimal(0)), "percent", self._printed(before, token), token.start
            )
        if targets:
            self.current, self.subjects = targets, []
            self.facet = facet if facet != "_share" else self.facet
            if facet == "_change_rate":
                self._changed(targets, token.value or Decimal(0))
        self.between = ""

    def _printed(self, before: Token, token: Token) -> str:
        return self.sentence.printed[before.start if before.kind != "amount" else token.start : token.end]

    def _same(self, token: Token, before: Token | None, gap: str) -> Iterator[Statement]:
        """持平 is a change of 0; 基本持平 is no figure, but a reason may be given for it.

        培训支出192.08万元，较上年增加0.11万元，与上年基本持平 (xian-1bb348cfd1, page 22).
        """
        compared = (
            before is not None and before.kind == "base" and self.comparing == "year" and _WORDS.same_gap.fullmatch(gap)
        )
        directly = bool(self.subjects) and before is not None and before.kind == "item" and _WORDS.filler.fullmatch(gap)
        targets = self._targets() if compared or directly else ()
        for item in targets if token.kind == "same" else ():
            yield Statement(
                item + "_change",
                Decimal(0),
                "yuan",
                self.sentence.printed[(before or token).start : token.end],
                token.start,
            )
        if targets:
            self.current, self.facet, self.subjects = targets, "_change", []
            self._changed(targets, Decimal(0))
        self.between = ""

    def _changed(self, targets: tuple[str, ...], value: Decimal) -> None:
        """Remember what a reason in the next sentence can be about: only one thing that really changed."""
        if value:
            self.changed.add(targets)
        self.context.last_change = targets if len(self.changed) <= 1 else ()
        self.context.since_change = 0

    def _count(self, token: Token, following: Token | None) -> Iterator[Statement]:
        text = self.sentence.text
        if following is not None and not self.subjects and counts_projects(text, token, following, self.context):
            name = performance_item("project_count", text, token.start)
            yield from self._emit((name,) if name else (), "", token, "count")
            return
        if not self.subjects and token.text.endswith(_WORDS.persons) and _WORDS.comma.fullmatch(self.between):
            yield from self._emit(_PERSONS.get(self.counted, ()), "", token, "count")
            return
        if not self.subjects or not _WORDS.filler.fullmatch(self.between.strip(",")):
            return
        items = self._resolved("count")
        if self.planned and items and items[0].startswith(("vehicle_", "equipment_")):
            items = ()
        yield from self._emit(items[:1], "", token, "count")
        self.counted = items[0] if items else ""
        self.subjects, self.between = [], ""

    def _text(self, token: Token) -> str:
        return self.sentence.printed[token.start : token.end]

    def _emit(self, items: tuple[str, ...], facet: str, token: Token, unit: str) -> Iterator[Statement]:
        for item in items:
            yield Statement(item + facet, token.value or Decimal(0), unit, self._text(token), token.start)
