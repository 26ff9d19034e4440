"""Whose disclosure it is: candidates for the unit's name, and the choice among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.identity.organisation import labelled_name, value_name
from pipeline.identity.text import Evidence, Snippet
from pipeline.identity.titles import Title
from pipeline.identity.vocabulary import vocabulary

COVER, LABEL_ON_COVER, CAPTION_LABEL, FORM_LABEL, HEADING, CODED = 10.0, 9.0, 3.0, 2.5, 4.0, 0.5
"""How much one sighting says. A caption label stands above most tables, so its weight adds up, but only to `_CAPTION_CAP`."""
_CAPTION_CAP = 12.0
_FORM_CAP = 5.0


@dataclass(slots=True)
class Candidate:
    """A name and why it may be the one."""

    name: str
    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    evidence: str = ""
    first: int = 0

    def total(self) -> float:
        """Weights added, repeated weak sightings capped."""
        caps = {"caption": _CAPTION_CAP, "form": _FORM_CAP, "heading": 8.0, "coded": 1.0}
        return sum(min(value, caps.get(kind, 12.0)) for kind, value in self.scores.items())


def find_candidates(evidence: Evidence, titles: Sequence[Title]) -> dict[str, Candidate]:
    """All names with their weights.

    Args:
        evidence: printed texts.
        titles: document titles found among the lines.

    Returns:
        candidates by name.
    """
    found: dict[str, Candidate] = {}
    for kind, weight, name, where in _sightings(evidence, titles):
        candidate = found.setdefault(name, Candidate(name, first=len(found)))
        candidate.scores[kind] += weight
        candidate.evidence = candidate.evidence or where
    return found


def _sightings(evidence: Evidence, titles: Sequence[Title]) -> Iterator[tuple[str, float, str, str]]:
    for title in titles:
        name = title.unit
        if name is None:
            continue
        where = f"page {title.page}: {title.text}"
        if title.what is None:
            yield "heading", HEADING, name, where
        elif title.page <= 2:
            yield "cover", COVER, name, where
        else:
            yield "heading", HEADING, name, where
    yield from _labels(evidence.lines, "label")
    yield from _labels(evidence.captions, "caption")
    yield from _form_labels(evidence)


def _labels(snippets: Iterable[Snippet], kind: str) -> Iterator[tuple[str, float, str, str]]:
    snippets = list(snippets)
    for index, snippet in enumerate(snippets):
        name = labelled_name(snippet.text)
        where = f"page {snippet.page}: {snippet.text[:60]}"
        if name is None and kind == "label" and snippet.page == 1 and vocabulary().label.match(snippet.text):
            following = snippets[index + 1].text if index + 1 < len(snippets) else ""
            name = labelled_name(snippet.text + following)  # a long name wraps on the cover
        if name is not None:
            on_cover = kind == "label" and snippet.page == 1
            yield (
                ("cover label" if on_cover else "caption"),
                (LABEL_ON_COVER if on_cover else CAPTION_LABEL),
                name,
                where,
            )


def _form_labels(evidence: Evidence) -> Iterator[tuple[str, float, str, str]]:
    words = vocabulary()
    for label, value in evidence.pairs:
        name = labelled_name(label.text)
        if name is None and words.bare_label.match(label.text):
            name = value_name(value.text)
        if name is not None:
            yield "form", FORM_LABEL, name, f"page {label.page}: {label.text} {value.text[:60]}"


def choose_name(candidates: dict[str, Candidate]) -> Candidate | None:
    """The best-supported name; None when nothing speaks clearly for one.

    A sub-unit's form (an attachment for each school of a bureau) prints other names, but never on the cover and above most tables.
    """
    if not candidates:
        return None
    ranked = sorted(candidates.values(), key=lambda one: (-one.total(), one.first))
    best = ranked[0]
    if len(ranked) > 1 and best.total() < CAPTION_LABEL + 1 and ranked[1].total() == best.total():
        return None
    return best
