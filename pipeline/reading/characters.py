"""A printed character, the same for every engine."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.reading.ink import BLACK

# Of the em square above and below the baseline. Fixed fractions instead of each font's own figures: a table row mixes a
# CJK font and a Latin one, and their own boxes differ by up to a quarter em although they stand on one baseline.
ASCENT = 0.86
DESCENT = 0.14


SLANT = 8.0
"""Text turned by more than this many degrees from any quarter turn is a watermark or a stamp and belongs to no line."""


@dataclass(slots=True)
class Char:
    """One printed character in display space. `run` numbers the drawing operation; a `blank` is a printed space."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    run: int
    ink: int = BLACK
