"""The words of the narrative: names of items, compiled into one pattern.

`schemas/vocabulary/narrative_terms.csv` names items by templates: `[x]` is optional, `{a|b}` is a choice. `needs` holds what must have been
named before in the same sentence (货物 means 政府采购货物 only after 政府采购), or `~performance`: a text about 绩效. An item that begins with `~` is
resolved by its surroundings.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.language.spelling import aligned
from pipeline.narrative.words import words


@dataclass(frozen=True, slots=True)
class Term:
    """What a term stands for."""

    item: str
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms and the pattern that finds them, longest first."""

    terms: dict[str, tuple[Term, ...]]
    pattern: str
    function_codes: dict[str, str]
    """Name of a 类 → its code."""
    function_children: dict[tuple[str, str], tuple[str, ...]]
    """(code of the 类 or 款, name of what is in it) → codes; 2089901 and 2089999 share one name."""
    units: dict[str, str]
    """Item → `yuan` or `count`."""
    may_be_none: frozenset[str]
    """Items for which 没有 or 无 means 0."""


def expand(template: str) -> Iterator[str]:
    """All texts that a template stands for.

    >>> sorted(expand("公务[用车]{费|支出}"))
    ['公务支出', '公务用车支出', '公务用车费', '公务费']
    """
    match = re.search(r"\[([^\[\]{}]*)\]|\{([^\[\]{}]*)\}", template)
    if not match:
        yield template
        return
    choices = ["", *match.group(1).split("|")] if match.group(1) is not None else match.group(2).split("|")
    for choice in choices:
        yield from expand(template[: match.start()] + choice + template[match.end() :])


def trie_pattern(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, that reads each character once."""
    root: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = root  # type: ignore[assignment]
        for character in word:
            node = node.setdefault(character, {})  # type: ignore[assignment]
        node[""] = {}
    return _branch(root)  # type: ignore[arg-type]


def _branch(node: dict[str, object]) -> str:
    ends = "" in node
    parts = [re.escape(key) + _branch(below) for key, below in sorted(node.items()) if key]  # type: ignore[arg-type]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return body + "?" if ends else body


@cache
def vocabulary() -> Vocabulary:
    """Read and compile the vocabulary, once per process."""
    folder = resources.files("schemas").joinpath("vocabulary")
    terms: dict[str, tuple[Term, ...]] = {}
    with folder.joinpath("narrative_terms.csv").open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            for text in expand(row["template"]):
                terms[text] = (*terms.get(text, ()), Term(row["item"], row["needs"] or None))
    codes: dict[str, str] = {}
    children: dict[tuple[str, str], tuple[str, ...]] = {}
    with folder.joinpath("classification_names.csv").open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            if row["classification"] != "function":
                continue
            code, name = row["code"], aligned(row["name"])
            if len(code) == 3:
                codes.setdefault(name, code)
            else:
                children[code[:-2], name] = (*children.get((code[:-2], name), ()), code)
    printed = words().functions
    for name, code in codes.items():
        bare = name.removesuffix(printed.ending)
        for form in (name, *(form.format(bare=bare) for form in printed.forms)):
            terms.setdefault(form, (Term(f"~function_{code}"),))
    with folder.joinpath("narrative_items.csv").open(encoding="utf-8") as source:
        items = list(csv.DictReader(source))
    units = {row["item"]: row["value_unit"] for row in items}
    may_be_none = frozenset(row["item"] for row in items if row["none_is_zero"])
    return Vocabulary(terms, trie_pattern(terms), codes, children, units, may_be_none)
