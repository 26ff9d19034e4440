"""Grammar of a sentence: names, negations, comparisons, lists and reasons; the figures themselves are bound in `figures`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.narrative.figures import Figures, Statement
from pipeline.narrative.functions import path_in
from pipeline.narrative.guards import is_tail_of_another, lists_classes_of_a_part, plausible
from pipeline.narrative.tokens import Token, tokens
from pipeline.narrative.vocabulary import Term, vocabulary
from pipeline.narrative.words import words

_WORDS = words().grammar
_FIGURES = words().figures
_SENTENCES = re.compile("[;。]")
_GROUPS = ("procurement_",)
_ROUNDING = Decimal(50)


def _states_figure(clause: str) -> bool:
    """True for a clause that names an item and its amount, or gives the reason of another change."""
    kinds = [token.kind for token in tokens(clause)]
    named = next((index for index, kind in enumerate(kinds) if kind in {"item", "code"}), len(kinds))
    return "amount" in kinds[named:] or "reason" in kinds


class Reader(Figures):
    """Reads one sentence."""

    __slots__ = ()

    def statements(self) -> Iterator[Statement]:
        """All bound figures, in order."""
        text = self.sentence.text
        stream = tokens(text)
        self._begin(stream)
        position = self.path_end
        stop = len(text) if self.path_stop is None else self.path_stop
        for index, token in enumerate(stream):
            if token.start < self.path_end:
                continue
            if token.start >= stop:
                break
            gap = text[position : token.start]
            self._gap(gap, token.start)
            position = token.end
            if self._is_foreign(gap, token):
                continue
            if self.in_reason and not self._resumes(stream, index, gap):
                continue
            following = stream[index + 1] if index + 1 < len(stream) else None
            before = stream[index - 1] if index else None
            yield from self._token(token, before, following, gap)
        one = self.stated[0] if len(self.stated) == 1 and len(self.stated[0]) == 1 else ()
        if not _WORDS.of_parts.match(text):
            self.context.only_item = one if self.current == one and not self.facet else ()
        yield from self._special()

    # -- the parts of a sentence -------------------------------------------------------------------------------------------------

    def _begin(self, stream: list[Token]) -> None:
        self.context.parent = ()
        path = path_in(self.sentence.text, self.context.own)
        if path is not None:
            self.path_end, self.path_stop = path.end, path.stop
            self.subjects = [(Term(self.context.function_of(path)),)]
        elif stream and stream[0].kind in {"base", "done"} and stream[0].start == 0:
            # 公务接待费1.35万元。比2024年预算持平。 支出决算为0.88万元。完成年初预算的100.00%。
            self.current = self.context.only_item
        elif stream and self.context.topic:
            lead = _WORDS.lead.match(self.sentence.text)
            if lead and lead.end() and re.match(r"\d", self.sentence.text[lead.end() :]):
                self.subjects = [(Term(item),) for item in self.context.topic]

    def _gap(self, gap: str, position: int) -> None:
        self.between += gap
        if "(" in gap:
            self.parts = 0  # （公务用车购置费…，比上年增加…）: a list of its own
        if ";" in gap:
            self.comparing, self.parts, self.stage = None, 0, ""
            self.in_reason = self.in_reason and position < self.reason_end
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
        if token.start < self.reason_end:
            return False
        if self.in_use and token.kind == "reason" and _WORDS.cause in token.text and self._states_a_change:
            self.between = ""
            return True
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
        elif kind in {"same", "about"}:
            yield from self._same(token, before, gap)
        elif kind == "reason":
            yield from self._reason(token)
        else:
            self._note(token)

    def _note(self, token: Token) -> None:
        """A word that only changes how the next figure is read."""
        if token.kind in {"base", "against"}:
            self._base(token)
        elif token.kind == "year":
            self.years.append(token.year or 0)
        elif token.kind in {"budget", "adjusted", "final"}:
            self.stage = token.kind
        elif token.kind == "open":
            self.parts, self.between = 0, ""
            self.subjects = []
            self.context.parent = self.current or self.context.last_items
        elif token.kind in {"up", "down"}:
            self.sign = 1 if token.kind == "up" else -1

    def _item(self, token: Token, before: Token | None, following: Token | None, gap: str) -> Iterator[Statement]:
        variants = self._variants(token)
        if not variants or self._is_remark(token, before, gap):
            self.between += token.text
            return
        if token.kind == "item" and is_tail_of_another(self.sentence.text, token, variants):
            self.subjects, self.between = [], token.text + "×"  # another thing of a similar name
            self.aside = self.aside or next((group for group in _GROUPS if variants[0].item.startswith(group)), "")
            return
        if before is not None and before.kind in {"up", "down"} and not re.search(r"[,;:、]", gap):
            self.subjects, self.between = [], "×"  # 减少日常公用经费65.56万元 states no amount of 公用经费
            return
        chained = self.none_until == token.start - len(gap) and _WORDS.chained.fullmatch(gap)
        if (before is not None and before.kind == "none" and _WORDS.none_gap.fullmatch(gap)) or chained:
            yield from self._none(token, variants, following)
            return
        joined = (
            bool(self.subjects)
            and before is not None
            and before.kind in {"item", "code"}
            and _WORDS.list_join.fullmatch(gap)
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

    def _is_remark(self, token: Token, before: Token | None, gap: str) -> bool:
        """True for a name in brackets behind another, which the figure is about: 机关运行经费（公用经费）, 设备（不含车辆）."""
        if (
            before is None
            or before.kind != "item"
            or not self.subjects
            or not self.sentence.text.startswith(")", token.end)
        ):
            return False
        counts = all("equipment" in term.item for variants in self.subjects for term in variants)
        return token.kind == "item" and (gap == "(" or (_WORDS.excluding.fullmatch(gap) is not None and counts))

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
            and _FIGURES.filler.fullmatch(text[token.end : following.start])
        ):
            self.subjects, self.between = [variants], ""
            return
        clause = re.split(r"[,;]", text[: token.start])[-1]
        if _WORDS.none_last_year.search(clause) and not _WORDS.none_this_year.search(clause):
            return
        if self.years and self.context.year not in self.years:
            return
        flow_before = self.context.flow
        for term in variants:
            item = term.item
            if item in {"~government_fund", "~state_capital", "~general_public"}:
                self.context.flow = "revenue" if _WORDS.none_of_revenue.match(text[token.end :]) else "expenditure"
            resolved = self.context.resolve(item)
            self.context.flow = flow_before
            if resolved in vocabulary().may_be_none:
                unit = vocabulary().units[resolved]
                start = max(0, text.rfind(",", 0, token.start) + 1)
                printed = self.sentence.printed[start : token.end]
                yield Statement(resolved, Decimal(0), unit, printed, token.start)
                if resolved.endswith("_revenue") and _WORDS.none_of_spending_too.match(text[token.end :]):
                    yield Statement(resolved[:-8] + "_expenditure", Decimal(0), unit, printed, token.start)
                self.current, self.facet, self.subjects = (resolved,), "", []
                self.none_until = token.end
                return

    # -- what is no figure ------------------------------------------------------------------------------------------

    def _reason(self, token: Token) -> Iterator[Statement]:
        if _WORDS.weak_cause.fullmatch(token.text) and not self._states_a_change:
            self.between += token.text
            return
        targets = self._explained(token)
        self.in_use = _WORDS.use.search(token.text) is not None
        self.in_reason = True
        self.reason_resumes = not targets and _WORDS.cause not in token.text and not self._states_a_change
        if self.in_use or self.reason_resumes:
            return
        start, self.reason_end = self._extent(token)
        printed = self.sentence.printed[start : self.reason_end].rstrip("，,；;、")
        if _WORDS.mainly.match(token.text) and self._adds_up(start, self.reason_end):
            self.in_reason, self.reason_end, self.between = False, 0, ""
        if targets and len(printed) >= 2:
            for item in targets:
                yield Statement(item + "_change_reason", Decimal(1), "count", printed, start)
            self.context.last_change = ()

    @property
    def _states_a_change(self) -> bool:
        return self.facet in {"_change", "_change_rate"}

    def _extent(self, token: Token) -> tuple[int, int]:
        """Where the reason behind `token` begins and ends.

        A semicolon ends the reason of one item in a list; 一是…；二是… goes on, and so does a sentence that only gives a reason
        (主要原因是：…经费定额与上年持平；本年车辆购置税预算减少。 quanzhou-2f9ff5c856, page 27), up to a clause that states a figure of its own.
        """
        text = self.sentence.text
        start = token.end + len(text[token.end :]) - len(text[token.end :].lstrip(",:"))
        ordered = text.startswith(_WORDS.first_cause, start)
        alone = not self.stated and not self._states_a_change
        for mark in (_SENTENCES if ordered else _WORDS.clause_end).finditer(text[start:]):
            clause = _SENTENCES.split(text[start + mark.end() :])[0]
            goes_on = mark.group() == ";" and (ordered or alone)
            if not goes_on or not (_WORDS.next_cause.match(clause) or not _states_figure(clause)):
                return start, start + mark.start()
        return start, len(text)

    def _adds_up(self, start: int, end: int) -> bool:
        """True where the changes listed as the reason are the parts of the change: their figures are statements then.

        减少29,815.76万元，主要是基本支出增加9,481.64万元，项目支出减少39,297.4万元 (chongqing-d61a32c3aa, page 4).
        """
        stream = tokens(self.sentence.text[start:end])
        parts = [stream[index : index + 3] for index in range(0, len(stream), 3)]
        if len(parts) < 2 or any(
            [token.kind for token in part] not in (["item", "up", "amount"], ["item", "down", "amount"])
            for part in parts
        ):
            return False
        moves = [(amount.value or Decimal(0)) * (1 if way.kind == "up" else -1) for _, way, amount in parts]
        return abs(sum(moves, -self.moved)) <= _ROUNDING * len(parts)

    def _explained(self, token: Token) -> tuple[str, ...]:
        """What a reason is given for: the change stated last, or the name before 的主要原因."""
        stated = self._states_a_change
        if _WORDS.cause not in token.text:
            if _WORDS.used_for in token.text or not _WORDS.causes.match(token.text):
                return ()
            if token.start == 0 and _WORDS.main_cause.match(token.text) and self.context.since_change == 1:
                return self.context.last_change  # 收入较去年增加54.13万元。主要是人员增加。
            return self.current if stated else ()
        if self.subjects:
            return self._resolved("yuan") if len(self.subjects) == 1 and len(self.between) <= 4 else ()
        if not _FIGURES.comma.fullmatch(self.between.removeprefix(")")):
            return ()
        return self.current if stated else self.context.last_change

    def _special(self) -> Iterator[Statement]:
        text = self.sentence.text
        for item, pattern in (("all_units_disclosed", _WORDS.all_units), ("details_withheld", _WORDS.details_withheld)):
            match = pattern.search(text)
            if match:
                printed = self.sentence.printed[match.start() : match.end()]
                yield Statement(item, Decimal(1), "count", printed, match.start())
        if _WORDS.assets.search(text):
            dated = _WORDS.asset_year.search(text)
            if dated:
                printed_year = dated.group("until") or dated.group("closing")
                year = int(printed_year) if printed_year else (self.context.year - 1 if self.context.year else None)
                if year is not None:
                    printed = self.sentence.printed[dated.start() : dated.end()]
                    yield Statement("asset_balance_year", Decimal(year), "count", printed, dated.start())
