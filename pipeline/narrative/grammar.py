"""Binding: which figure of a sentence belongs to which item, and what it says about it.

A figure is bound only where nothing but filler words stands between it and the item's name; whatever else is printed between them makes the
reading uncertain, and an uncertain figure is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.narrative.context import Context
from pipeline.narrative.functions import path_in
from pipeline.narrative.guards import (
    counts_projects,
    is_tail_of_another,
    lists_classes_of_a_part,
    performance_item,
    plausible,
)
from pipeline.narrative.text import Sentence
from pipeline.narrative.tokens import Token, tokens
from pipeline.narrative.vocabulary import Term, vocabulary

_FILLER = re.compile(
    r"(?:为|是|共计|共|总计|合计|小计|计|约|达到|达|安排|年初|预算|决算|预计|数|总额|金额|资金|支出|收入|经费|拨款|财政|一般公共|部门|单位|当年|本年|"
    r"全年|实际|计划|下达|执行|完成|有|拥有|占用|拟|的|类|款|项|科目|涉及|申请|支付|情况|费用|本级|规模|:|\(|\)|\"|均|各|都|分别|也|则|就|主要|整体|\([^()\d]{1,20}\))*"
)
_COMMA = re.compile(r"[,、(;]?(?:并|且|其中|同时|即|也)?[,(]?")
_CHANGE_GAP = re.compile(r"(?:了|额|数|幅度|率|比例|为|约|达|:|各|均|\")*")
_RATE_GAP = re.compile(r"[,、(;]?(?:同比|较上年|比上年)?[,(]?")
_LIST_JOIN = re.compile(r"(?:、|和|与|及|,)?(?:本年|当年)?")
_SHARED = re.compile(r"均|各|都|双双")
_NONE_GAP = re.compile(
    r"(?:使用|安排|发生|涉及|用|预算|由|的|一般公共预算|财政拨款|财政|本年|当年|年初|部门|单位|负责|管理|编制|产生|相关|支出|资金)*"
)
_GROUPS = ("procurement_",)
_BARE = re.compile(
    r"(?:^|[,;:、\"]|部门|单位|年度?|其中|我局|我委|我办|本级)(收入|支出|收支|预算收入|预算支出)(?:预算|总额|总计|合计)?数?$"
)
_ASSET_YEAR = re.compile(r"(?:截[至止])?(?:上年底|(20\d{2})年?(?:12月31日|12月底|12月|底|年底|年末|末|期末|度末))")
_ALL_UNITS = re.compile(r"所属.{0,8}单位全部纳入.{0,10}(?:公开|预算|决算)")
_STAGE_FACETS = {"": "", "final": "", "budget": "_budget", "adjusted": "_adjusted_budget"}
_BUDGET_NAME = re.compile(r"(?:支出|经费|费用?|收入|总额)(?:年初)?预算数?$")


@dataclass(slots=True)
class Statement:
    """A bound figure."""

    item: str
    value: Decimal
    unit: str
    printed: str
    start: int


@dataclass(slots=True)
class Reader:
    """Reads one sentence."""

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
    in_reason: bool = False
    reason_resumes: bool = False
    planned: bool = False
    aside: str = ""
    """A group of items whose figures in this sentence are about a part only (其中一般公共预算拨款政府采购…)."""
    elsewhere: bool = False
    """In a clause about another unit."""
    none_until: int = -1
    """Where the last name behind 没有 or 无 ends; names joined to it are meant too."""
    path_end: int = 0
    """Where a path of function names ends (类、款、项); what stands in it is no item of its own."""
    changed: set[tuple[str, ...]] = field(default_factory=set)
    """What this sentence said to have grown or shrunk."""
    stage: str = ""
    """`budget` or `final` where the text said so before the figure."""

    def statements(self) -> Iterator[Statement]:
        """All bound figures, in order."""
        text = self.sentence.text
        stream = tokens(text)
        self._begin(stream)
        position = self.path_end
        for index, token in enumerate(stream):
            if token.start < self.path_end:
                continue
            gap = text[position : token.start]
            self._gap(gap)
            position = token.end
            if self._is_foreign(gap, token):
                continue
            if self.in_reason and not self._resumes(stream, index, gap):
                continue
            following = stream[index + 1] if index + 1 < len(stream) else None
            before = stream[index - 1] if index else None
            yield from self._token(token, before, following, gap)
        yield from self._special()

    # -- the parts of a sentence -------------------------------------------------------------------------------------------------

    def _begin(self, stream: list[Token]) -> None:
        self.context.parent = ()
        path = path_in(self.sentence.text)
        if path is not None:
            code, self.path_end = path
            self.subjects = [(Term(f"~function_{code}" if code else "function_unlisted"),)]
        elif stream and self.context.topic:
            lead = re.match(
                r"^(?:20\d{2}年度?)?(?:部门|单位)?(?:年初|全年)?(?:支出)?(?:预算|决算)(?:数|安排)?(?:为|是)?",
                self.sentence.text,
            )
            if lead and lead.end() and re.match(r"\d", self.sentence.text[lead.end() :]):
                self.subjects = [(Term(item),) for item in self.context.topic]

    def _gap(self, gap: str) -> None:
        self.between += gap
        if ";" in gap:
            self.comparing, self.parts, self.in_reason, self.stage = None, 0, False, ""
            self.years = []
            self.current = ()

    def _is_foreign(self, gap: str, token: Token) -> bool:
        """True in a clause about another unit; it lasts to the next semicolon."""
        if not self.elsewhere or ";" in gap:
            start = max(self.sentence.text.rfind(mark, 0, token.start) for mark in ",;:") + 1
            self.elsewhere = self.context.speaks_of_another(self.sentence.text[start : start + 40])
        return self.elsewhere

    def _resumes(self, stream: list[Token], index: int, gap: str) -> bool:
        token = stream[index]
        if token.kind == "open" or (
            self.reason_resumes and token.kind == "base" and self._states_change(stream, index)
        ):
            self.in_reason = False
            if token.kind == "base":
                self.between = ""
            return True
        return not self.in_reason and bool(gap)

    @staticmethod
    def _states_change(stream: list[Token], index: int) -> bool:
        kinds = [token.kind for token in stream[index + 1 : index + 3]]
        return kinds[:1] == ["same"] or (kinds[:1] in (["up"], ["down"]) and kinds[1:] in (["amount"], ["percent"]))

    def _token(self, token: Token, before: Token | None, following: Token | None, gap: str) -> Iterator[Statement]:
        kind = token.kind
        if kind in {"item", "code"}:
            yield from self._item(token, before, following, gap)
        elif kind == "amount":
            yield from self._amount(token, before, gap)
        elif kind == "percent":
            yield from self._percent(token, before, gap)
        elif kind == "count":
            yield from self._count(token, following)
        elif kind == "base":
            self._base(token)
        elif kind == "same":
            yield from self._same(token, before, gap)
        elif kind == "reason":
            yield from self._reason(token)
        elif kind == "year":
            self.years.append(token.year or 0)
        elif kind in {"budget", "adjusted", "final"}:
            self.stage = kind
        elif kind == "open":
            self.parts, self.between = 0, ""
            self.subjects = []
            self.context.parent = self.current or self.context.last_items
        elif kind in {"up", "down"}:
            self.sign = 1 if kind == "up" else -1

    def _item(self, token: Token, before: Token | None, following: Token | None, gap: str) -> Iterator[Statement]:
        variants = self._variants(token)
        if not variants:
            self.between += token.text
            return
        if token.kind == "item" and is_tail_of_another(self.sentence.text, token, variants):
            self.subjects, self.between = [], token.text + "×"  # another thing of a similar name
            self.aside = self.aside or next((group for group in _GROUPS if variants[0].item.startswith(group)), "")
            return
        if before is not None and before.kind in {"up", "down"} and not re.search(r"[,;:、]", gap):
            self.subjects, self.between = [], "×"  # 减少日常公用经费65.56万元 states no amount of 公用经费
            return
        chained = self.none_until == token.start - len(gap) and re.fullmatch(r"[、和与及或]|以及", gap)
        if (before is not None and before.kind == "none" and _NONE_GAP.fullmatch(gap)) or chained:
            yield from self._none(token, variants, following)
            return
        joined = (
            bool(self.subjects) and before is not None and before.kind in {"item", "code"} and _LIST_JOIN.fullmatch(gap)
        )
        if token.kind == "code" and before is not None and before.kind == "item" and gap in {"", "("}:
            joined = False  # 行政运行（2010301）: the code names the same thing
        self.subjects = [*self.subjects, variants] if joined and gap else [variants]
        self.shown, self.name_at, self.between, self.stage = token.text, token.start, "", ""
        self.years = [
            year for year in self.years if before is not None and before.kind == "year" and year == before.year
        ]
        self.context.seen.update(term.item for term in variants)
        self.planned = self.planned or any(term.item.startswith("planned_") for term in variants)

    def _variants(self, token: Token) -> tuple[Term, ...]:
        if token.kind == "code":
            if lists_classes_of_a_part(self.sentence.text[: token.start]):
                return ()
            first = token.text[0]
            return (Term(f"~function_{token.text}" if first == "2" else f"economic_{token.text}"),)
        found = []
        for term in vocabulary().terms[token.text]:
            needed = term.needs
            if self.aside and term.item.startswith(self.aside):
                continue
            if not plausible(self.sentence, token, term.item):
                continue
            if needed is None or needed in self.context.seen or (needed == "~performance" and self.context.performance):
                found.append(term)
        return tuple(found)

    def _none(self, token: Token, variants: tuple[Term, ...], following: Token | None) -> Iterator[Statement]:
        """没有使用政府性基金预算拨款安排的支出, 无因公出国（境）经费预算."""
        text = self.sentence.text
        if (
            following is not None
            and following.kind in {"amount", "count"}
            and _FILLER.fullmatch(text[token.end : following.start])
        ):
            self.subjects, self.between = [variants], ""
            return
        clause = re.split(r"[,;]", text[: token.start])[-1]
        if re.search(r"上年|去年", clause) and not re.search(r"本年|今年", clause):
            return
        if self.years and self.context.year not in self.years:
            return
        flow_before = self.context.flow
        for term in variants:
            item = term.item
            if item in {"~government_fund", "~state_capital", "~general_public"}:
                self.context.flow = "revenue" if re.match(r"[^,;。]{0,6}收入", text[token.end :]) else "expenditure"
            resolved = self.context.resolve(item)
            self.context.flow = flow_before
            if resolved in vocabulary().may_be_none:
                unit = vocabulary().units[resolved]
                start = max(0, text.rfind(",", 0, token.start) + 1)
                printed = self.sentence.printed[start : token.end]
                yield Statement(resolved, Decimal(0), unit, printed, token.start)
                if resolved.endswith("_revenue") and re.match(r"[和与及、]支出", text[token.end :]):
                    yield Statement(resolved[:-8] + "_expenditure", Decimal(0), unit, printed, token.start)
                self.current, self.facet, self.subjects = (resolved,), "", []
                self.none_until = token.end
                return

    # -- figures -----------------------------------------------------------------------------------------------------------------

    def _amount(self, token: Token, before: Token | None, gap: str) -> Iterator[Statement]:
        if before is not None and before.kind in {"up", "down"} and _CHANGE_GAP.fullmatch(gap):
            yield from self._change(token, before)
        elif before is not None and before.kind == "base" and not gap and self.comparing == "year":
            yield from self._emit(self._targets(), "_prior", token, "yuan")
            self.facet = "_prior"
        elif self.subjects and _FILLER.fullmatch(self.between.strip(",")) and self.between.count(",") <= 1:
            yield from self._stated(token, "yuan")
        elif (
            self.context.is_final
            and self.current
            and self.stage
            and _COMMA.fullmatch(self.between)
            and _STAGE_FACETS[self.stage] != self.facet
            and self.facet in {"", "_budget", "_adjusted_budget", "_completion_rate"}
        ):
            facet = _STAGE_FACETS[self.stage]
            yield from self._emit(self.current, facet, token, "yuan")
            self.facet = facet
        else:
            self.current, self.facet = (), ""
        self.subjects, self.between, self.stage = [], "", ""

    def _stated(self, token: Token, unit: str) -> Iterator[Statement]:
        items = self._resolved(unit)
        facet = self._stage_facet(items)
        if len(self.subjects) > 1 and not _SHARED.search(self.between):
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
        self.parts += 1
        self.comparing = None

    def _stage_facet(self, items: tuple[str, ...]) -> str | None:
        year = self.context.year
        if all(item.startswith("fixed_assets") for item in items):
            return ""  # the balance sheet's date is the end of the year before
        if self.years and year is not None and year not in self.years:
            return "_prior" if self.years[-1] == year - 1 and not self.planned else None
        if self.context.is_final:
            stage = self.stage or ("budget" if _BUDGET_NAME.search(self.shown) else "")
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
        if token.year is not None and year is not None and token.year != year - 1:
            self.comparing = "other"
        else:
            self.comparing = "year"
        bare = _BARE.search(self.between)
        if bare and not self.subjects:
            flow = "revenue" if bare.group(1).endswith("收入") else "expenditure"
            total = self.context.totals.get(flow)
            self.subjects = [(Term(total),)] if total and bare.group(1) != "收支" else []
            if not self.subjects:
                self.current = ()
        elif self.subjects:
            if not _FILLER.fullmatch(self.between.strip(",")):
                self.subjects = []
                self.current = ()
        elif not _COMMA.fullmatch(self.between) and self.between.strip(",:") not in {"本部门", "本单位", ""}:
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
        for item in targets:
            yield Statement(item + facet, value, "yuan", self.sentence.printed[before.start : token.end], token.start)
        self.current, self.facet, self.sign = targets, facet, sign
        self._changed(targets, value)

    def _change_targets(self) -> tuple[str, ...]:
        words = self.between.replace("增加", "").replace("减少", "")
        if self.subjects:
            return self._targets() if _FILLER.fullmatch(words.strip(",")) else ()
        if self.comparing or self.facet in {"_prior", "_change", "_change_rate"}:
            return self._targets() if _COMMA.fullmatch(words) or _FILLER.fullmatch(words.strip(",")) else ()
        return ()

    def _percent(self, token: Token, before: Token | None, gap: str) -> Iterator[Statement]:
        if before is None:
            return
        if before.kind in {"up", "down"} and _CHANGE_GAP.fullmatch(gap):
            sign = 1 if before.kind == "up" else -1
            targets = self._change_targets() if self.facet != "_change" or self.subjects else self.current
            if self.comparing == "other":
                return
            facet = "_change_rate"
        elif before.kind == "share" and not gap:
            targets, sign, facet = self.current, 1, "_share"
        elif before.kind == "done" and not gap and self.context.is_final:
            adjusted = re.search("全年|调整", before.text) is not None
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
        compared = (
            before is not None
            and before.kind == "base"
            and self.comparing == "year"
            and re.fullmatch(r"(?:相|保持|基本|均|,)*", gap)
        )
        directly = bool(self.subjects) and before is not None and before.kind == "item" and _FILLER.fullmatch(gap)
        targets = self._targets() if compared or directly else ()
        for item in targets:
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

    def _count(self, token: Token, following: Token | None) -> Iterator[Statement]:
        text = self.sentence.text
        if following is not None and not self.subjects and counts_projects(text, token, following, self.context):
            name = performance_item("project_count", text, token.start)
            yield from self._emit((name,) if name else (), "", token, "count")
            return
        if not self.subjects or not _FILLER.fullmatch(self.between.strip(",")):
            return
        items = self._resolved("count")
        if self.planned and items and items[0].startswith(("vehicle_", "equipment_")):
            items = ()
        yield from self._emit(items[:1], "", token, "count")
        self.subjects, self.between = [], ""

    def _text(self, token: Token) -> str:
        return self.sentence.printed[token.start : token.end]

    def _emit(self, items: tuple[str, ...], facet: str, token: Token, unit: str) -> Iterator[Statement]:
        for item in items:
            yield Statement(item + facet, token.value or Decimal(0), unit, self._text(token), token.start)

    # -- what is no figure --------------------------------------------------------------------------------------------------------

    def _reason(self, token: Token) -> Iterator[Statement]:
        self.in_reason = True
        self.reason_resumes = "原因" not in token.text
        targets = self._explained(token)
        rest = self.sentence.text[token.end :].lstrip(",:")
        start = len(self.sentence.text) - len(rest)
        end = re.search("。" if rest.startswith("一是") else r"[;。]|,其中", rest)
        length = end.start() if end else len(rest)
        if targets and length >= 2:
            printed = self.sentence.printed[start : start + length]
            for item in targets:
                yield Statement(item + "_change_reason", Decimal(1), "count", printed, start)
            self.context.last_change = ()

    def _explained(self, token: Token) -> tuple[str, ...]:
        """What a reason is given for: the change stated last, or the name before 的主要原因."""
        stated = self.facet in {"_change", "_change_rate"}
        if "原因" not in token.text:
            return self.current if stated and token.text.startswith(("主要是", "主要系", "主要为")) else ()
        if self.subjects:
            return self._resolved("yuan") if len(self.subjects) == 1 and len(self.between) <= 4 else ()
        if not _COMMA.fullmatch(self.between):
            return ()
        return self.current if stated else self.context.last_change

    def _special(self) -> Iterator[Statement]:
        text = self.sentence.text
        match = _ALL_UNITS.search(text)
        if match:
            yield Statement(
                "all_units_disclosed",
                Decimal(1),
                "count",
                self.sentence.printed[match.start() : match.end()],
                match.start(),
            )
        if re.search(r"资产|车辆|用车", text):
            dated = _ASSET_YEAR.search(text)
            if dated and re.match(r"截|20\d{2}期末|20\d{2}年末|20\d{2}年底", dated.group(0)):
                year = int(dated.group(1)) if dated.group(1) else (self.context.year - 1 if self.context.year else None)
                if year is not None:
                    printed = self.sentence.printed[dated.start() : dated.end()]
                    yield Statement("asset_balance_year", Decimal(year), "count", printed, dated.start())
