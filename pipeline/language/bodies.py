"""Names of bodies: their endings (局, 委员会, 中心 …), and what a name says about which body it is.

`schemas/vocabulary/body_endings.csv` has a line for each ending; readers ask for subsets of it by name. How bold a reader may be depends on what
stands around the name:

| subset | asked by | the name |
|---|---|---|
| `publisher` | identity | stands behind a label or in a title: nearly any ending will do |
| `row` | binding | is the label of a row of a list of bodies |
| `sentence` | narrative | ends a clause that may be about another body |
| `ahead` | narrative | begins a clause |
| `project` | performance | stands where a project is named |
| `placeholder` | identity | is printed as XX局 in a form that nobody filled in |
"""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import Final

from pipeline.language.data import Strict, VocabularyError, Words, load, read_text

SUBSETS: Final = ("row", "publisher", "sentence", "ahead", "project", "placeholder")
_FILE = "body_endings.csv"


@lru_cache(maxsize=1)
def _endings() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {subset: [] for subset in SUBSETS}
    seen: set[str] = set()
    for number, row in enumerate(csv.DictReader(read_text(_FILE).splitlines()), start=2):
        if set(row) != {"ending", "subsets", "page"} or not all(row.values()):
            raise VocabularyError(f"{_FILE}:{number}: a line is an ending, its subsets and the page that taught it")
        if row["ending"] in seen:
            raise VocabularyError(f"{_FILE}:{number}: {row['ending']} stands there already")
        seen.add(row["ending"])
        for subset in row["subsets"].split():
            if subset not in found:
                raise VocabularyError(f"{_FILE}:{number}: unknown subset {subset}; known: {', '.join(SUBSETS)}")
            found[subset].append(row["ending"])
    return {subset: tuple(sorted(words, key=len, reverse=True)) for subset, words in found.items()}


def endings(subset: str) -> str:
    """Alternatives for a regular expression, the longest first.

    Args:
        subset: one of `SUBSETS`.
    """
    return "|".join(_endings()[subset])


class BodyWords(Strict):
    """`bodies.yaml`."""

    party: Words
    """What the names of offices of the Party begin with; it is often left out."""
    names_its_city: Words


@lru_cache(maxsize=1)
def body_words() -> BodyWords:
    """Words in the names of bodies."""
    return load("bodies.yaml", BodyWords)
