"""The words of the running text (`schemas/vocabulary/narrative.yaml`), compiled once per process."""

from __future__ import annotations

from functools import cache

from pipeline.language.data import Phrase, Strict, Text, Word, Words, load
from pipeline.language.parts import parts


class TokenLine(Phrase):
    """A kind of token and what it looks like."""

    name: str


class FundLine(Text):
    """A fund as headings name it."""

    fund: str


class SentenceWords(Strict):
    """Printed lines → sentences, and which sentences are read."""

    plain_heading: Words
    worth_reading: Words
    only_a_name: Words
    introduces: Words


class FunctionWords(Strict):
    """The path of a function, and how the name of a 类 is printed."""

    bracketed: Words
    dashed: Words
    figure: Words
    ending: Word
    forms: tuple[Word, ...]
    misspelled_other: Words
    other: Word


class FormWords(Strict):
    """Labelled figures in forms."""

    total: Words
    amount: Words
    staff_actual: Words
    vehicle_count: Words
    count: Words


class ContextWords(Strict):
    """What headings and the begins of clauses say of all that follows them."""

    performance: Words
    surely_a_unit: Words
    unit_ahead: Words
    lead: Words
    own_account: Words
    funds: tuple[FundLine, ...]
    general_public: Words
    appropriation: Words
    three_public: Words
    all_money: Words


class FigureWords(Strict):
    """What may stand between a name and its figure."""

    filler: Words
    comma: Words
    change_gap: Words
    same_gap: Words
    change_words: Words
    shared: Words
    bare: Words
    revenue: Word
    both: Word
    own_body: Words
    budget_name: Words
    adjusted: Words
    persons: Word


class GrammarWords(Strict):
    """Lists, negations and reasons."""

    list_join: Words
    chained: Words
    none_gap: Words
    none_last_year: Words
    none_this_year: Words
    none_of_revenue: Words
    none_of_spending_too: Words
    asset_year: Words
    assets: Words
    lead: Words
    of_parts: Words
    first_cause: Word
    next_cause: Words
    causes: Words
    main_cause: Words
    mainly: Words
    weak_cause: Words
    cause: Word
    use: Words
    used_for: Word
    clause_end: Words
    excluding: Words
    all_units: Words
    details_withheld: Words


class GuardWords(Strict):
    """Does a name name the thing itself, or something that only ends like it?"""

    never_before: Words
    units_of_the_whole: Words
    before_business_cars: Words
    before_generic: Words
    tail: Words
    part_of_procurement: Words
    before_purchases: Words
    explained: Words
    government_class: Words
    part_list: Words
    evaluation: Words
    tracking: Words
    target: Words
    funds_evaluated: Words
    of_policies: Word
    concerns: Word
    carried_over: Words
    revenue: Words
    other_cars: Words
    counter: Word
    between_count_and_projects: Words


class NarrativeWords(Strict):
    """`narrative.yaml`."""

    parts: dict[str, Phrase]
    tokens: tuple[TokenLine, ...]
    code: Words
    sentences: SentenceWords
    functions: FunctionWords
    forms: FormWords
    contexts: ContextWords
    figures: FigureWords
    grammar: GrammarWords
    guards: GuardWords


@cache
def words() -> NarrativeWords:
    """Read and compile the words."""
    return load("narrative.yaml", NarrativeWords, parts())
