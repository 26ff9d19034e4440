"""What a sentence's surroundings tell: year, kind of document, which totals were named before, whose figures they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.identity.organisation import clean_name
from pipeline.language.ordinals import ANY, PART
from pipeline.narrative.functions import FunctionPath
from pipeline.narrative.own_functions import OwnFunctions
from pipeline.narrative.text import Sentence
from pipeline.narrative.words import words
from pipeline.records import DocumentIdentity

_WORDS = words().contexts
_ENUMERATOR = re.compile(f"^(?:{PART}|{ANY})")
_SCOPES = {
    "general_public_expenditure": "general_public",
    "general_public_total": "general_public",
    "general_public_basic_expenditure": "general_public",
    "fiscal_appropriation_expenditure": "fiscal_appropriation",
    "fiscal_appropriation_total": "fiscal_appropriation",
    "expenditure": "all",
    "total_expenditure": "all",
    "expenditure_budget": "all",
    "revenue_expenditure_budget": "all",
}
_FLOWS = {
    "total_revenue": "revenue",
    "revenue": "revenue",
    "revenue_budget": "revenue",
    "fiscal_appropriation_revenue": "revenue",
    "general_public_revenue": "revenue",
    "total_expenditure": "expenditure",
    "expenditure": "expenditure",
    "expenditure_budget": "expenditure",
    "fiscal_appropriation_expenditure": "expenditure",
    "general_public_expenditure": "expenditure",
    "basic_expenditure": "expenditure",
    "project_expenditure": "expenditure",
}
_MAIN_TOTALS = {"total_revenue", "revenue", "revenue_budget", "total_expenditure", "expenditure", "expenditure_budget"}
_SHORTEST_NAME = 5
_SEVERAL = "several"
_SIDES = {
    "total_revenue": "total",
    "revenue": "revenue",
    "total_expenditure": "total",
    "expenditure": "expenditure",
    "total_revenue_expenditure": "total",
    "revenue_budget": "revenue",
    "expenditure_budget": "expenditure",
    "revenue_expenditure_budget": "total",
}
_AS_A_HEADING = re.compile(r"[^,、;:]{4,30}[。:]")
_BUDGET_SIDES = {"~revenue_budget_total": "revenue_budget", "~expenditure_budget_total": "expenditure_budget"}
"""支出预算总计 is the expenditure budget, and below a heading about one fund that fund's total, carried-over money included."""
_GENERIC = {*_SIDES, *_BUDGET_SIDES}
_FUND_TOTAL = re.compile(
    r"(?P<fund>fiscal_appropriation|general_public|government_fund|state_capital)_(?:revenue|expenditure|total)"
)
_REVENUE_PARTS = {
    "general_public_revenue",
    "government_fund_revenue",
    "state_capital_revenue",
    "fiscal_special_account_revenue",
    "institutional_revenue",
    "institutional_operating_revenue",
    "superior_subsidy",
    "subordinate_remittance",
    "other_revenue",
}
_NAMED_CLASS = len("~function_201")
_SPLIT = {"basic_expenditure", "project_expenditure"}
_PERSONNEL = {"personnel_funds", "public_funds"}


@dataclass(slots=True)
class Context:
    """State that lives longer than a sentence."""

    identity: DocumentIdentity
    own: OwnFunctions = field(default_factory=OwnFunctions)
    scope: str | None = None
    """`all`, `fiscal_appropriation` or `general_public`: whose parts 基本支出, 人员经费 and the functions are."""
    flow: str | None = None
    totals: dict[str, str] = field(default_factory=dict)
    """`revenue` / `expenditure` → the total named last, for sentences that go on with a bare 收入 or 支出."""
    topic: tuple[str, ...] = ()
    """Items that a heading or a sentence without figures announced."""
    heading_topic: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    """Items before 其中: what the next figures are parts of."""
    since_change: int = 0
    """Sentences since a change was stated."""
    last_change: tuple[str, ...] = ()
    """Items whose change was stated last, for a reason given in the next sentence."""
    seen: set[str] = field(default_factory=set)
    """Items named in this paragraph."""
    last_items: tuple[str, ...] = ()
    """Items of the last amount, for a sentence that begins with 其中."""
    detail: bool = False
    """True below a single function or economic class: 人员经费 there is a part of that class only."""
    split: bool = False
    """True after 基本支出 or 项目支出: functions named then are parts of it, until a total is stated again."""
    fund: str | None = None
    """The fund that the heading is about."""
    paragraph_fund: str | None = None
    """The fund whose total this paragraph began with; a bare 支出合计 after it may be that fund's or everything."""
    only_item: tuple[str, ...] = ()
    """The item of a sentence that states one figure and ends with it, for a next one that begins with 比2024年预算…."""
    unlisted: dict[tuple[str, str, str | None], str | None] = field(default_factory=dict)
    """Paths of function names without a code, in order → code of their 类."""
    performance: bool = False
    foreign: bool = False
    """True under a heading that names another unit (a department's text about one of its units)."""
    _section: tuple[str, ...] = ()
    _paragraph: int = -1

    @property
    def is_final(self) -> bool:
        """Final accounts: 预算 is then another stage."""
        return self.identity.document_kind.endswith("final_accounts")

    @property
    def year(self) -> int | None:
        """Fiscal year of the document."""
        return self.identity.fiscal_year

    def enter(self, sentence: Sentence) -> None:
        """Look at a sentence before it is read."""
        self.since_change += 1
        if sentence.headings != self._section:
            self._section = sentence.headings
            self.scope = _scope_of_heading(sentence.headings)
            self.fund = _fund_of_heading(sentence.headings)
            self.flow = None
            self.totals = {}
            self.topic = self.heading_topic = self.parent = ()
            self.last_change = self.last_items = ()
            self.detail = self.split = False
            self.foreign = any(self._names_another(heading) for heading in sentence.headings)
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self.seen = set()
            self.paragraph_fund = None
            self.topic = self.heading_topic
            self.parent = self.only_item = ()
        self.performance = any(_WORDS.performance.search(text) for text in (sentence.text, *sentence.headings))

    def function_of(self, path: FunctionPath) -> str:
        """The item a path of function names stands for; one without a code gets a number, see `settle_unlisted`."""
        if path.code:
            return f"~function_{path.code}"
        self.unlisted.setdefault(path.names, path.of_class)
        return f"~function_unlisted{list(self.unlisted).index(path.names)}"

    def led_by(self, text: str) -> None:
        """Note a sentence without figures that leads a paragraph as a heading would (（二）财政拨款收支情况。本年收入…)."""
        if _ENUMERATOR.match(text) and _AS_A_HEADING.fullmatch(text):
            self.paragraph_fund = _fund_of_heading((text,))

    def begin_with(self, item: str) -> None:
        """Note the first item that a sentence states."""
        of_fund = _FUND_TOTAL.fullmatch(item)
        if of_fund or item in _SIDES:
            self.paragraph_fund = of_fund.group("fund") if of_fund else None

    def compares(self, items: tuple[str, ...]) -> None:
        """Note totals whose change is stated: 财政拨款支出较上年增加…，其中基本支出减少… splits that total."""
        for item in items:
            self.scope = _SCOPES.get(item, self.scope)

    def saw(self, item: str) -> None:
        """Note that an item was stated."""
        self.split = item not in _SCOPES and (self.split or item.endswith(("basic_expenditure", "project_expenditure")))
        self.detail = item not in _SCOPES and (self.detail or _is_class(item))
        if item in _SCOPES:
            self.scope = _SCOPES[item]
        if item in _FLOWS:
            self.flow = _FLOWS[item]
            if item in _MAIN_TOTALS:
                self.totals[self.flow] = item

    def resolve(self, item: str) -> str | None:
        """The item an ambiguous name means here; None when that is unclear.

        Args:
            item: an item, or one that begins with `~`.
        """
        if self._is_open(item):
            return None
        item = self._of_fund(item)
        if item.startswith("~function_"):
            return self._function(item)
        if item in _REVENUE_PARTS and any(_FLOWS.get(parent) == "expenditure" for parent in self.parent):
            return None  # 预算支出…，其中…事业收入…: spending paid from that revenue
        if (self.detail and item in _PERSONNEL) or any(_has_own_parts(parent) for parent in self.parent):
            return item if item.startswith("economic_") else None
        if item.startswith("~"):
            return self._by_surroundings(item)
        if item == "vehicle_purchase_count" and not self.is_final:
            return "planned_vehicle_count"
        return self._scoped(item)

    def _is_open(self, item: str) -> bool:
        """True for a total of which the surroundings do not say whose it is."""
        if self.fund == "general_public" and item.startswith("fiscal_appropriation_"):
            return True  # 一般公共预算财政拨款支出…。与上年相比，财政拨款支出减少…: the fund's or everything (xian-d504cbd6d8, page 11)
        if item == "planned_equipment_count" and self.is_final:
            return True  # bought, not planned
        return item in _GENERIC and (self.fund == _SEVERAL or (self.paragraph_fund is not None and self.fund is None))

    def _function(self, item: str) -> str | None:
        if len(item) == _NAMED_CLASS and (self.split or self.scope is None):
            return None  # the part of a class that is 项目支出 is not the class's amount; 其他支出 in a list of projects is no class
        prefix = f"{self.scope}_" if self.scope in {"general_public", "fiscal_appropriation"} else ""
        return prefix + item.removeprefix("~")

    def _by_surroundings(self, item: str) -> str | None:
        if item == "~project_count":
            return "performance_project_count" if self.performance else None
        return f"{item[1:]}_{self.flow}" if self.flow and not self.performance else None

    def _scoped(self, item: str) -> str:
        if item in _SPLIT and self.performance:
            return f"performance_{item}"
        if item in _SPLIT and self.scope in {"general_public", "fiscal_appropriation"}:
            return f"{self.scope}_{item}"
        if item in _PERSONNEL and self.scope == "general_public":
            return f"general_public_{item}"
        return item

    def _of_fund(self, item: str) -> str:
        """Totals under a heading about one fund are totals of that fund (政府性基金…情况: 本年支出…)."""
        if item in _BUDGET_SIDES:
            return f"{self.fund}_total" if self.fund else _BUDGET_SIDES[item]
        if item in _SIDES and self.fund:
            return f"{self.fund}_{_SIDES[item]}"
        if self.fund in {"government_fund", "state_capital"} and item in {"opening_balance", "closing_balance"}:
            return f"{self.fund}_{item}"
        return item

    def _names_another(self, heading: str) -> bool:
        own = self.identity.unit_name
        if not own:
            return False
        name = clean_name(_ENUMERATOR.sub("", heading).replace("(", "（").replace(")", "）"))
        if name is None or len(name) < _SHORTEST_NAME or name == own:
            return False
        return name.startswith(own[:2]) or bool(_WORDS.surely_a_unit.search(name))

    def speaks_of_another(self, text: str) -> bool:
        """True when a clause begins with the name of another unit of the same government (西安市社会科学院公用经费…)."""
        own = (self.identity.unit_name or "").replace("（", "(").replace("）", ")")
        clause = _WORDS.lead.sub("", text)
        if len(own) < _SHORTEST_NAME or not clause.startswith(own[:2]):
            return False
        if clause.startswith(own):
            return bool(_WORDS.own_account.match(clause[len(own) :]))
        return bool(_WORDS.unit_ahead.match(clause))


def _is_class(item: str) -> bool:
    return "function_" in item or item.startswith("economic_")


def _has_own_parts(item: str) -> bool:
    """Items whose parts are never items of their own: 机关运行经费 has 办公费, 会议费, …; a class has 人员经费."""
    return _is_class(item) or item in {
        "agency_operating_expenses",
        "commissioned_services",
        "staff_pay",
        "opening_balance",
    }


def _scope_of_heading(headings: tuple[str, ...]) -> str | None:
    for heading in reversed(headings):
        if _WORDS.general_public.search(heading):
            return "general_public"
        if _WORDS.appropriation.search(heading) and not _WORDS.three_public.search(heading):
            return "fiscal_appropriation"
        if _WORDS.all_money.search(heading):
            return "all"
    return None


def _fund_of_heading(headings: tuple[str, ...]) -> str | None:
    for heading in reversed(headings):
        if _WORDS.three_public.search(heading):
            return None
        named = [line.fund for line in _WORDS.funds if line.word in heading]
        if len(set(named) - {"fiscal_appropriation"}) > 1:
            return _SEVERAL
        if named:
            return named[0]
    return None
