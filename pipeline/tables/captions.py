"""What is printed around a table: title, label, amount unit, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.page_numbers import is_page_number
from pipeline.language.spelling import names_year, squeezed
from pipeline.tables.model import Box, TextLine
from pipeline.tables.words import words

_WORDS = words().captions

_CUT = re.compile(r"[。；;]|^[，、）)]")
MAX_CAPTION_GAP = 90.0
"""Points between two caption lines; a wider gap separates the caption from other text."""
MAX_CAPTION_LINES = 10


@dataclass(slots=True)
class Caption:
    """What stands over a table."""

    title: str = ""
    label: str | None = None
    unit_text: str | None = None
    lines: tuple[str, ...] = ()
    has_own_title: bool = False
    """True when a line reads as a title of a table; False when the title is only the nearest line."""


def is_label(text: str) -> bool:
    """True when a squeezed line is nothing but the number of a table: 表3-1, 附件2-4, GK01表."""
    return bool(_WORDS.label.fullmatch(text)) and not text.endswith("、")


def is_note(text: str) -> bool:
    """True for a squeezed line that explains a table (注：…, 说明：…)."""
    return bool(_WORDS.note.match(text))


_IS_PROSE = re.compile(r"[。；，：:]")


def looks_like_title(text: str) -> bool:
    """True when a squeezed line reads as the title of a table."""
    return 3 <= len(text) <= 70 and bool(_WORDS.title.search(text)) and not _WORDS.not_a_title.search(text)


def unit_statement(text: str) -> str | None:
    """The statement of the amount unit inside a squeezed line (`单位：万元`), or None."""
    match = _WORDS.unit.search(text)
    return str(match.group(0)) if match else None


def read_caption(above: Sequence[TextLine], inside: Sequence[str], running: frozenset[str], grid: Box) -> Caption:
    """Read title, label and unit.

    Args:
        above: lines over the table on its page, top to bottom.
        inside: texts of rows inside the grid that hold nothing but a caption, top to bottom.
        running: squeezed running heads and feet of the document; they are no captions.
        grid: outer box of the table's grid.

    Returns:
        the caption; an empty title when nothing printed can be one.
    """
    near = [line for line in _near(above) if squeezed(line.text) not in running and not is_page_number(line.text)]
    lines = [squeezed(line.text) for line in near] + [squeezed(text) for text in inside]
    placed = [_is_placed_over(line.box, grid) for line in near] + [True] * len(inside)
    caption = Caption(lines=tuple(lines))
    for line in lines:
        statement = unit_statement(line)
        if statement:
            caption.unit_text = statement
    _read_title(caption, lines, placed)
    return caption


def _near(above: Sequence[TextLine]) -> list[TextLine]:
    """The lines that can belong to the table: upwards until a sentence ends or a wide gap opens."""
    near: list[TextLine] = []
    for line in reversed(above):
        text = squeezed(line.text)
        if near and near[0].box.top - line.box.bottom > MAX_CAPTION_GAP:
            break
        if text.endswith(("。", "；", "，")) or (len(text) > 45 and not looks_like_title(text)):
            break
        if text.endswith("、") and not (
            near and looks_like_title(squeezed(near[0].text)) and not _IS_PROSE.search(text)
        ):
            break
        near.insert(0, line)
        if len(near) == MAX_CAPTION_LINES:
            break
    return near


def _is_placed_over(line: Box, grid: Box) -> bool:
    """True when a line stands where a title stands: centred over the grid or flush with its left edge.

    A cell that a page break cuts prints its text again over the next page's grid (beijing, spreadsheets with merged cells).
    """
    width = grid.x1 - grid.x0
    centred = abs((line.x0 + line.x1) - (grid.x0 + grid.x1)) / 2 <= 0.15 * width
    return centred or line.x0 <= grid.x0 + 0.1 * width


def _read_title(caption: Caption, lines: Sequence[str], placed: Sequence[bool]) -> None:
    found: int | None = None
    for index in range(len(lines) - 1, -1, -1):
        text = strip_label(lines[index])[0]
        is_rest = len(text) <= 4 and text.endswith(_WORDS.table) and index > 0 and _is_wrapped(lines[index - 1], text)
        if is_rest or looks_like_title(strip_facts(text)) or looks_like_title(text):
            found = index
            break
    if found is not None:
        label, title = split_title(lines[found])
        if found > 0 and (title.startswith(("（", "(", "【")) or _is_wrapped(lines[found - 1], title)):
            label_above, head = split_title(lines[found - 1])
            title, label = head + title, label or label_above
            found -= 1
        elif found + 1 < len(lines) and _WORDS.qualifies.fullmatch(lines[found + 1]):
            title += lines[found + 1]
        caption.title, caption.has_own_title = title, True
        caption.label = label or _label_near(lines, found)
        return
    for line, is_placed in zip(reversed(lines), reversed(placed), strict=True):
        if not is_placed:
            continue
        label, rest = split_title(line)
        if label and not rest:
            caption.label = caption.label or label
        elif (
            not caption.title
            and _WORDS.introduces.search(rest)
            and not _CUT.search(rest)
            and not unit_statement(rest)
            and not _WORDS.fact.match(rest)
        ):
            caption.title = rest.rstrip(":：")
            caption.label = caption.label or label


def _is_wrapped(head: str, tail: str) -> bool:
    """True when `tail` is the rest of a title that began on the line above."""
    return (
        ((len(tail) < 12 and len(head) > len(tail)) or _WORDS.joins.search(head) is not None)
        and 10 < len(head) <= 60
        and not looks_like_title(head)
        and not _WORDS.fact.match(head)
        and not unit_statement(head)
        and not _WORDS.not_a_title.search(head)
        and not _WORDS.label.fullmatch(head)
        and not names_year(tail)
    )


def strip_facts(text: str) -> str:
    """The line without a unit statement printed on it."""
    return _WORDS.unit.sub("", text)


def strip_label(text: str) -> tuple[str, str | None]:
    """Split a leading or trailing label off a squeezed line: (rest, label)."""
    match = _WORDS.label.match(text)
    if match and match.group(0):
        label = match.group(0).strip("（）():：")
        return text[match.end() :].lstrip("、:：.．"), label
    return text, None


def split_title(text: str) -> tuple[str | None, str]:
    """Split a squeezed line into (label, title)."""
    rest, label = strip_label(strip_facts(text))
    if label is None:
        match = _WORDS.label_at_end.search(rest)
        if match and match.start() > 3 and _WORDS.table in match.group(0) and _WORDS.table in rest[: match.start()]:
            label, rest = match.group(0).strip("（）():："), rest[: match.start()]
    return label, rest


def _label_near(lines: Sequence[str], title_at: int) -> str | None:
    for index in [*range(title_at - 1, -1, -1), *range(title_at + 1, len(lines))]:
        if _WORDS.label.fullmatch(lines[index]):
            return str(lines[index]).strip("（）():：")
        match = _WORDS.label.match(lines[index])
        if match and _WORDS.table in match.group(0) and _WORDS.fact.match(lines[index][match.end() :] or "x"):
            return str(match.group(0)).strip("（）():：")
    return None
