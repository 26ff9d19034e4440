"""Where on its page a statement of the prose is printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.language.spelling import plain
from pipeline.reading import ReadingError, Word, engine
from pipeline.tables.model import Box


def statement_boxes(pdf: Path, page: int, sentence: str, printed: str) -> list[Box]:
    """Boxes of the words that print a figure of a sentence, or of the sentence when its figure is not found in it.

    Args:
        pdf: the file.
        page: from 1, the page on which the figure stands.
        sentence: as `fact_narrative_claim.sentence` has it; it may have begun on the page before.
        printed: the words that carry the number.

    Returns:
        one box per word; none when the words are not found (a scanned page, a sentence that was put together again).
    """
    try:
        with engine("pdfium").open(pdf) as document:
            words = document.read_page(page).words
    except (IndexError, ReadingError):
        return []
    text, owner = _joined(words)
    wanted, figure = plain(sentence), plain(printed)
    start = text.find(wanted)
    if start >= 0 and figure in wanted:
        first = start + wanted.index(figure)
        span = range(first, first + len(figure))
    elif figure and text.count(figure) == 1:
        span = range(text.index(figure), text.index(figure) + len(figure))
    else:
        span = range(max(start, 0), max(start, 0) + len(wanted) * (start >= 0))
    marked = sorted({owner[position] for position in span})
    return [Box(words[i].x0, words[i].top, words[i].x1, words[i].bottom) for i in marked]


def _joined(words: Sequence[Word]) -> tuple[str, list[int]]:
    """All characters of the page in reading order, and the word that each belongs to."""
    order = sorted(range(len(words)), key=lambda i: (round(words[i].middle / 4), words[i].x0))
    pieces = [(plain(words[i].text), i) for i in order]
    return "".join(piece for piece, _ in pieces), [i for piece, i in pieces for _ in piece]
