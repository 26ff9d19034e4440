"""The words of tables of money and of forms (`schemas/vocabulary/binding.yaml`), compiled once per process."""

from __future__ import annotations

from functools import cache

from pipeline.language.data import Phrase, Strict, Words, load
from pipeline.language.parts import parts


class TitleWords(Strict):
    """What a title says about all amounts of its table."""

    of_the_year: Words
    final_accounts: Words
    public_budget: Words
    general_public: Words
    appropriation: Words
    government_fund: Words
    state_capital: Words
    basic: Words
    project: Words
    public_part: Words
    personnel_beside: Words
    wages: Words
    household: Words
    personnel: Words
    government_classes: Words
    year: Words
    economic: Words
    function: Words
    says_what_follows: Words
    three_public: Words
    whole_body: Words


class HeadWords(Strict):
    """Heads of columns."""

    indicator: Words
    unit: Words
    revenue: Words
    expenditure: Words
    source: Words
    use: Words
    share: Words
    kind_of_units: Words
    whole_year: Words
    other_funds: Words
    fiscal: Words
    own_funds: Words
    reception: Words
    travel: Words
    third_level: Words
    subject: Words
    lower_level: Words
    states_unit: Words
    money_unit: Words


class RowWords(Strict):
    """Labels of rows."""

    indicator: Words
    year: Words
    final: Words
    bodies: Words
    total: Words
    revenue_side: Words
    expenditure_side: Words
    grand_revenue: Words
    grand_expenditure: Words
    of_this_year: Words
    flow_of_this_year: Words


class FormWords(Strict):
    """Cells of forms."""

    money: Words
    not_money: Words
    score: Words
    amount_head: Words
    stage_head: Words
    fact: Words
    indicators: Words
    funds: Words
    total: Words
    whole: Words
    whole_inline: Words
    score_row: Words
    subject: Words
    money_part: Words
    other_part: Words
    project_code: Words
    inline: Words
    of_goals: Words


class BindingWords(Strict):
    """`binding.yaml`."""

    parts: dict[str, Phrase]
    titles: TitleWords
    heads: HeadWords
    rows: RowWords
    forms: FormWords


@cache
def words() -> BindingWords:
    """Read and compile the words."""
    return load("binding.yaml", BindingWords, parts())
