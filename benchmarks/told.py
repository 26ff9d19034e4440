"""What an office says of its figures: pages of text that restate the tables of an invented disclosure, true to them.

Offices round in the prose what the tables print exactly, in another unit; they compare with last year, give shares and rates, tell what is in a total
and what is not, and explain empty tables. Each figure is rounded by itself from the exact one, as an office's spreadsheet does.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.reading import Page
from pipeline.reading.model import Word
from tests.samples.layouts.figures import names
from tests.samples.layouts.paper import Disclosure, Facets, Money

LEFT, TOP, SIZE, LEADING, CHARACTERS, LINES = 72.0, 90.0, 12.0, 22.0, 36, 28
"""Points, and characters of a full line, lines of a full page."""
WIDTH, HEIGHT = 595.0, 842.0
FUNDS = {
    "general_public_budget": "一般公共预算拨款收入",
    "government_managed_funds": "政府性基金预算拨款收入",
    "other_revenue": "其他收入",
}
THREE_PUBLIC = {
    "overseas_travel": "因公出国（境）费",
    "vehicles": "公务用车购置及运行费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行费",
    "reception": "公务接待费",
}
REASONS = ("人员增加", "厉行节约，压减一般性支出", "项目结束，相关支出减少", "按实际需要安排", "2名人员退休")


@dataclass(frozen=True)
class Cell:
    """A printed amount with its meaning; `yuan` is exact."""

    kind: str
    meaning: Facets
    yuan: Decimal


class Told:
    """One office's way of writing."""

    def __init__(self, form: Disclosure, chance: random.Random) -> None:
        """`chance` chooses unit, decimals, words and what is told at all."""
        self.form, self.chance = form, chance
        self.year = form.identity["fiscal_year"]
        self.is_final = form.identity["document_kind"].endswith("final_accounts")
        self.name = form.identity.get("unit_name") or "本部门"
        self.cells = list(_cells(form))
        self.unit, self.places = chance.choice(self._ways_to_count())
        self.separators = chance.random() < 0.3
        self.rate_places = chance.choice([1, 2, 2])
        self.stage = "决算" if self.is_final else "预算"

    def _ways_to_count(self) -> list[tuple[str, int]]:
        """Unit and decimals that offices of this size use."""
        largest = max(c.yuan for c in self.cells)
        ways = [("万元", 2), ("万元", 2), ("万元", 4), ("万元", 6)]
        if largest > 10_000_000:
            ways += [("万元", 0), ("万元", 1), ("亿元", 4)]
        return ways + ([("亿元", 2)] * 2 if largest > 500_000_000 else [])

    # -- figures ------------------------------------------------------------------------------------------------------------------

    def figure(self, kind: str, **meaning: object) -> Decimal | None:
        """The one amount of these tables with this meaning; None where none or several differ."""
        found = {
            c.yuan
            for c in self.cells
            if c.kind == kind and all(c.meaning.get(name) == value for name, value in meaning.items())
        }
        return found.pop() if len(found) == 1 else None

    def money(self, yuan: Decimal, *, small: bool = False) -> str:
        """As printed: in the office's unit; small figures of offices that count in 亿元 are in 万元."""
        unit, places = ("万元", 2) if small and self.unit == "亿元" else (self.unit, self.places)
        per = Decimal(100_000_000 if unit == "亿元" else 10_000)
        number = (yuan / per).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return (f"{number:,f}" if self.separators else f"{number:f}") + unit

    def rate(self, part: Decimal, whole: Decimal) -> str:
        """Percent, without a sign."""
        return f"{abs(100 * part / whole).quantize(Decimal(1).scaleb(-self.rate_places), ROUND_HALF_UP):f}%"

    def share(self, part: Decimal, whole: Decimal) -> str:
        """`，占12.3%`, where the office gives shares."""
        return f"，占{self.rate(part, whole)}" if whole else ""

    def change(self, now: Decimal, *, small: bool = False) -> str:
        """A comparison with a random figure of the year before."""
        way = self.chance.random()
        base = self.chance.choice(
            [
                f"比{self.year - 1}年",
                "比上年",
                f"较{self.year - 1}年{self.stage}数",
                "与上年相比",
                f"较上年{self.stage}",
            ]
        )
        if way < 0.12:
            return f"，{'与上年' if self.chance.random() < 0.5 else f'与{self.year - 1}年预算'}持平"
        before = (now * Decimal(self.chance.randint(55, 160)) / 100).quantize(Decimal("0.01"))
        if not before or now == before:
            return ""
        grew = now > before
        if self.chance.random() < 0.2:
            base = f"比{self.year - 1}年{self.stage}数{self.money(before, small=small)}"
        text = f"，{base}{'增加' if grew else '减少'}{self.money(abs(now - before), small=small)}"
        if self.chance.random() < 0.6:
            # the rate is that of the exact figures
            text += f"，{'增长' if grew else '下降'}{self.rate(now - before, before)}"
        if self.chance.random() < 0.5:
            text += f"，主要原因是{self.chance.choice(REASONS)}"
        return text

    # -- paragraphs ---------------------------------------------------------------------------------------------------------------

    def paragraphs(self) -> list[str]:
        """Headings and paragraphs, in the order offices use."""
        parts = [
            *self._totals(),
            *self._revenue(),
            *self._expenditure(),
            *self._general(),
            *self._basic(),
            *self._three_public(),
            *self._fund(),
        ]
        ordinals = iter("一二三四五六七八九十")
        head = f"第二部分　{self.year}年度部门{self.stage}情况说明"
        return [
            head,
            *(f"{next(ordinals)}、{text[2:]}" if text.startswith("# ") else text for text in parts),
        ]

    def _totals(self) -> Iterator[str]:
        kind = "revenue_expenditure_summary"
        total = self.figure(kind, row_label="收入总计", flow="revenue")
        if total is None or total != self.figure(kind, row_label="支出总计", flow="expenditure"):
            return
        yield f"# 收支{self.stage}总体情况"
        printed = self.money(total)
        change = self.change(total).removeprefix("，")
        yield self.chance.choice(
            [
                f"{self.year}年度收入总计{printed}，支出总计{printed}。",
                f"{self.year}年度收、支总计{printed}。",
                f"{self.name}{self.year}年收支总{self.stage}{printed}。",
                f"{self.year}年收入总计{printed}，{change}；支出总计{printed}，{change}。"
                if change
                else f"{self.year}年收入总计{printed}，支出总计{printed}。",
            ]
        )

    def _revenue(self) -> Iterator[str]:
        kind = "revenue_expenditure_summary"
        current = self.figure(kind, row_label="本年收入合计", flow="revenue")
        carried = self.figure(kind, flow="opening_balance")
        if current is None:
            return
        yield f"# 收入{self.stage}情况"
        text = f"{self.year}年本年收入合计{self.money(current)}"
        parts = {fund: self.figure("revenue", flow="revenue", fund=fund, row_kind="total") for fund in FUNDS}
        known = {fund: value for fund, value in parts.items() if value}
        if known and not self.is_final and sum(known.values()) == current:
            text += "，其中：" + "；".join(
                f"{FUNDS[fund]}{self.money(value)}{self.share(value, current)}" for fund, value in known.items()
            )
        else:
            text += self.change(current)
        yield text + "。"
        if carried:
            whole = current + carried
            yield self.chance.choice(
                [
                    f"{self.year}年收入总计{self.money(whole)}，其中上年结转{self.money(carried, small=True)}。",
                    f"收入总计{self.money(whole)}（含上年结转{self.money(carried, small=True)}）。",
                    f"本年收入合计{self.money(current)}（不含上年结转{self.money(carried, small=True)}）。",
                ]
            )

    def _expenditure(self) -> Iterator[str]:
        kind = "expenditure"
        total = self.figure(kind, row_kind="total", fund="all", spending_kind="all")
        basic = self.figure(kind, row_kind="total", fund="all", spending_kind="basic")
        project = self.figure(kind, row_kind="total", fund="all", spending_kind="project")
        if total is None or basic is None or project is None or basic + project != total:
            return
        yield f"# 支出{self.stage}情况"
        parts = f"基本支出{self.money(basic)}{self.share(basic, total)}；项目支出{self.money(project)}{self.share(project, total)}"
        changed = (
            f"基本支出{self.money(basic)}{self.change(basic)}；项目支出{self.money(project)}{self.change(project)}"
        )
        yield self.chance.choice(
            [
                f"{self.year}年本年支出合计{self.money(total)}，其中：{parts}。",
                f"本年支出合计{self.money(total)}{self.change(total)}。其中：{changed}。",
                f"支出{self.stage}{self.money(total)}，其中基本支出{self.money(basic)}，项目支出{self.money(project)}。",
            ]
        )

    def _general(self) -> Iterator[str]:
        kind = "general_public_expenditure"
        total = self.figure(kind, row_kind="total", flow="expenditure", spending_kind="all")
        if total is None:
            return
        word = "一般公共预算财政拨款支出" if self.is_final or self.chance.random() < 0.3 else "一般公共预算支出"
        yield f"# {word}{self.stage}情况"
        yield f"{self.year}年{word}{self.money(total)}{self.change(total)}。"
        classes = [(code, value) for code, value in self._functions(kind, 3)]
        if classes and sum(value for _, value in classes) == total:
            yield (
                f"{self.year}年{word}{self.money(total)}，主要用于以下方面："
                + "；".join(
                    f"{names()[code]}（类）支出{self.money(value, small=True)}{self.share(value, total)}"
                    for code, value in classes
                )
                + "。"
            )
        for number, (code, value) in enumerate(self._functions(kind, 7), 1):
            path = f"{names()[code[:3]]}（类）{names()[code[:5]]}（款）{names()[code]}（项）"
            said = "支出决算为" if self.is_final else f"{self.year}年预算数为"
            if self.is_final:
                planned = (value * Decimal(self.chance.randint(60, 140)) / 100).quantize(Decimal("0.01"))
                yield (
                    f"{number}.{path}。年初预算为{self.money(planned, small=True)}，{said}{self.money(value, small=True)}，"
                    f"完成年初预算的{self.rate(value, planned)}。"
                )
            else:
                yield f"{number}.{path}{said}{self.money(value, small=True)}{self.change(value, small=True)}。"

    def _functions(self, kind: str, length: int) -> Iterator[tuple[str, Decimal]]:
        codes = sorted(
            {c.meaning["function_code"] for c in self.cells if c.kind == kind and c.meaning.get("function_code")}
        )
        for code in codes:
            value = self.figure(kind, function_code=code, flow="expenditure", spending_kind="all")
            if len(code) == length and value:
                yield code, value

    def _basic(self) -> Iterator[str]:
        kind = "general_public_basic_expenditure"
        fund = "general_public_budget"
        total = self.figure(kind, row_kind="total", fund=fund, spending_kind="basic")
        people = self.figure(kind, row_kind="total", fund=fund, spending_kind="basic_personnel")
        public = self.figure(kind, row_kind="total", fund=fund, spending_kind="basic_public")
        if total is None or people is None or public is None or people + public != total:
            return
        yield f"# 一般公共预算基本支出{self.stage}情况"
        yield (
            f"{self.year}年一般公共预算基本支出{self.money(total)}，其中：人员经费{self.money(people)}，主要包括：基本工资、津贴补贴、奖金；"
            f"公用经费{self.money(public)}，主要包括：办公费、水费、电费、差旅费。"
        )

    def _three_public(self) -> Iterator[str]:
        kind = "three_public"
        stage: Facets = {"stage": "final_accounts"} if self.is_final else {"fiscal_year": self.year}
        if not self.is_final and any(c.meaning.get("stage") == "budget" for c in self.cells if c.kind == kind):
            stage = {"stage": "budget", "fiscal_year": self.year}
        items = {
            item: self.figure(kind, three_public_item=item, fund="general_public_budget", **stage)
            for item in ("total", *THREE_PUBLIC)
        }
        total = items.pop("total")
        if total is None or any(value is None for value in items.values()):
            return
        yield f"# “三公”经费{self.stage}情况"
        yield f"{self.year}年“三公”经费{self.stage}{self.money(total, small=True)}{self.change(total, small=True)}。其中："
        for number, (item, value) in enumerate(items.items(), 1):
            if value:
                yield f"（{number}）{THREE_PUBLIC[item]}{self.money(value, small=True)}{self.change(value, small=True)}。"
            elif value is not None:
                nothing = self.chance.choice(
                    ["0.00万元，与上年持平", "0万元", "0万元，与上年相比无变化，主要原因是未安排相关支出"]
                )
                yield f"（{number}）{THREE_PUBLIC[item]}{nothing}。"

    def _fund(self) -> Iterator[str]:
        kind = "government_fund"
        total = self.figure(kind, row_kind="total", flow="expenditure", spending_kind="all")
        if total is None:
            return
        yield f"# 政府性基金预算支出{self.stage}情况"
        if total:
            yield f"{self.year}年政府性基金预算支出{self.money(total, small=True)}{self.change(total, small=True)}。"
        else:
            yield self.chance.choice(
                [
                    f"{self.name}{self.year}年没有使用政府性基金预算拨款安排的支出。",
                    "本部门无政府性基金预算支出，故政府性基金预算支出表为空表。",
                    f"{self.year}年政府性基金预算支出0.00万元。",
                ]
            )


def _cells(form: Disclosure) -> Iterator[Cell]:
    finer = form.variation.finer * form.per_unit
    for table in form.tables:
        per = 10_000 if table.amount_unit == "万元" else 1
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if isinstance(cell, Money):
                    meaning = {
                        **form.identity.get("facets", {}),
                        **table.facets,
                        **(column or {}),
                        **row.facets,
                        **cell.facets,
                    }
                    yield Cell(table.kind, meaning, Decimal(cell.value * per) / finer)


def with_text(pages: Sequence[Page], paragraphs: Sequence[str]) -> list[Page]:
    """The pages with pages of text behind the cover.

    Args:
        pages: in order; their numbers are given anew.
        paragraphs: each begins on a line of its own, indented by two characters.
    """
    lines = [line for paragraph in paragraphs for line in _wrapped(paragraph)]
    text = [
        Page(
            number=0,
            width=WIDTH,
            height=HEIGHT,
            words=[
                _line(words, x0, TOP + LEADING * number)
                for number, (x0, words) in enumerate(lines[start : start + LINES])
            ],
        )
        for start in range(0, len(lines), LINES)
    ]
    return [dataclasses.replace(page, number=number) for number, page in enumerate([*pages[:1], *text, *pages[1:]], 1)]


def _wrapped(paragraph: str) -> Iterator[tuple[float, str]]:
    """Full lines of the same width, the first indented by two characters: where each begins, and its text."""
    x0, line, wide = LEFT + 2 * SIZE, "", 2.0
    for character in paragraph:
        if wide + _width(character) > CHARACTERS:
            yield x0, line
            x0, line, wide = LEFT, "", 0.0
        line, wide = line + character, wide + _width(character)
    yield x0, line


def _width(text: str) -> float:
    """In characters: digits and Latin letters are half as wide as others."""
    return sum(1.0 if ord(c) > 0x2E80 or c in "“”" else 0.5 for c in text)


def _line(text: str, x0: float, top: float) -> Word:
    return Word(text, x0, top, x0 + SIZE * _width(text), top + SIZE, size=SIZE)
