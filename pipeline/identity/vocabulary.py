"""The words of identity (schemas/vocabulary/identity.yml), compiled once per process. All patterns work on text without blanks."""

from __future__ import annotations

import re
from functools import cache, cached_property

from pipeline.language.data import Each, Line, Pattern, Phrase, Strict, Word, Words, load
from pipeline.language.parts import parts


class OtherPublisher(Line):
    """A kind of publisher that is no department or unit, and by what its papers are known."""

    reason: str
    """Chinese, then English in brackets."""
    name: Pattern | None = None
    name_decides: bool = False
    bodies: Pattern | None = None
    """Where some body is named, title and tables count only when it is one of these."""
    title: Pattern | None = None
    tables: tuple[Pattern, ...] = ()
    tables_needed: int = 1


class OtherPaper(Line):
    """Another kind of paper, known by its head."""

    head: Pattern
    reason: str
    """Chinese, then English in brackets."""


class TitleWords(Strict):
    """How titles say body, year and kind."""

    forms: Each
    two_in_one: Words
    overview: Words
    prose: Words
    of_document: Words
    begins_like_one: Words
    new_entry: Words


class YearWords(Strict):
    """Where a year stands; it is the last group that matched."""

    of_document: Words
    of_table: Words
    in_brackets: Words
    labelled: Words
    of_statement: Words
    any: Words


class KindWords(Strict):
    """Words for department or unit, budget or final accounts."""

    words: Words
    final_table: Words
    budget_table: Words
    of_department: Words
    of_unit: Words


class EditionWords(Strict):
    """Dates of publication and marks of a correction."""

    dated: Words
    labelled: Words
    revised: Words


class CodeWords(Strict):
    """Labels of the body's code."""

    label: Words
    column: Words
    not_of_a_body: Words
    in_line: Words
    in_brackets: Words


class NameWords(Strict):
    """What belongs to a name, and places in names."""

    ending: Words
    """An organisation's name ends like this."""
    trailing_scope: Words
    leading: Words
    own_account: Words
    any_own_account: Words
    none: Words
    autonomous: Words
    province_ending: Words
    place: Words
    street: Words
    town: Words
    street_office: Word


class CompilationWords(Strict):
    """Where one disclosure of a file ends and the next begins."""

    divider: Words
    directory: Words
    final_table: Words
    budget_table: Words
    year: Words
    scope: Words


class Refusals(Strict):
    """What is no disclosure, and the reasons as the register prints them: Chinese, then English in brackets."""

    placeholder: Words
    money_table: Words
    table: Words
    unfilled: str
    not_but: str
    almost_empty: str
    nothing_of_it: str


class Vocabulary(Strict):
    """`identity.yml`."""

    parts: dict[str, Phrase]
    name_tails: Words
    placeholders: Words
    name_labels: Each
    name_stops: Words
    table_titles: Each
    other_table_titles: Each
    statement_marks: Each
    other_publishers: tuple[OtherPublisher, ...]
    other_papers: tuple[OtherPaper, ...]
    titles: TitleWords
    years: YearWords
    kinds: KindWords
    editions: EditionWords
    codes: CodeWords
    names: NameWords
    compilations: CompilationWords
    refusals: Refusals

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label and, in group `name`, what stands behind it on its line."""
        return re.compile(rf"^[（(]?(?:{self._labels})[:：](?P<name>.*)$")

    @cached_property
    def bare_label(self) -> re.Pattern[str]:
        """A cell that holds only a label."""
        return re.compile(rf"^(?:{self._labels})[:：]?$")

    @cached_property
    def _labels(self) -> str:
        return "|".join(line.pattern for line in self.name_labels)


@cache
def vocabulary() -> Vocabulary:
    """Read and compile the vocabulary."""
    return load("identity.yml", Vocabulary, parts())
