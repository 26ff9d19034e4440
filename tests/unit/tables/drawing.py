"""Draws pages for table tests: a grid is a list of rows, a cell its text; `<` goes on from the left, `^` from above."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.model import Page, Rule, Word

CHARACTER = 6.0
ROW = 20.0
COLUMN = 90.0


def words_of(text: str, x: float, top: float) -> list[Word]:
    """The words of a text, each character `CHARACTER` wide; two blanks make a wide gap."""
    words: list[Word] = []
    for part in text.split(" "):
        if part:
            words.append(Word(part, x, top, x + CHARACTER * len(part), top + 10, 10))
        x += CHARACTER * (len(part) + 1)
    return words


def draw(
    number: int,
    grids: Sequence[tuple[float, Sequence[Sequence[str]]]] = (),
    lines: Sequence[tuple[float, float, str]] = (),
    *,
    vertical: bool = True,
    left: float = 50.0,
) -> Page:
    """A page with grids (top, rows) and lines of text (x, top, text)."""
    page = Page(number, 842.0, 595.0)
    for top, rows in grids:
        _draw_grid(page, top, rows, left=left, vertical=vertical)
    for x, top, text in lines:
        page.words.extend(words_of(text, x, top))
    return page


def _draw_grid(page: Page, top: float, rows: Sequence[Sequence[str]], *, left: float, vertical: bool) -> None:
    width, height = len(rows[0]), len(rows)
    for r in range(height + 1):
        for c in range(width):
            if 0 < r < height and rows[r][c] == "^":
                continue
            page.rules.append(Rule(left + c * COLUMN, top + r * ROW, left + (c + 1) * COLUMN, top + r * ROW))
    for c in range(width + 1):
        for r in range(height):
            if not vertical or (0 < c < width and rows[r][c] == "<"):
                continue
            page.rules.append(Rule(left + c * COLUMN, top + r * ROW, left + c * COLUMN, top + (r + 1) * ROW))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in {"<", "^", ""}:
                continue
            page.words.extend(words_of(text, left + c * COLUMN + 3, top + r * ROW + 5))
