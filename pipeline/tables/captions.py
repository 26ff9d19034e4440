"""What is printed around a table: title, label, amount unit, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.ordinals import EITHER
from pipeline.language.page_numbers import is_page_number
from pipeline.language.spelling import squeezed
from pipeline.tables.model import Box, TextLine

_SERIES = r"(?:(?:部门|单位)?(?:预算|决算|财决)?公开|(?:部门|单位)?(?:预算|决算)|财决|附件?|[A-Za-z]{1,4})"
"""What a numbering begins with: 部门公开表1 (central departments), GK01表 (final accounts), 预算公开02表."""
LABEL = re.compile(
    rf"[（(]?(?:{_SERIES}?(?:表|附表){EITHER}(?:[-－—]{EITHER})*(?:表)?|{_SERIES}{EITHER}(?:[-－—]{EITHER})*表|附件{EITHER}(?:[-－—]{EITHER})+|{EITHER}(?=、))[）)]?[:：]?"
)
"""A table's number: 预算03表, 公开表10, 表14-1, 附表2, 预算表12."""
UNIT = re.compile(r"(?:金额)?(?:计量)?单位[:：]?(?:人民币)?[（(]?(亿元|百万元|万元|千元|元)[）)]?")
_TITLE = re.compile(
    r"表(?:[-－—]{1,2}[^。；：:]{2,16})?(?:[（(【\[][^。]{1,30}[）)】\]])*$|(?:预算|决算|支出|收入|收支)(?:情况|明细|总体情况)$"
)
_NOT_A_TITLE = re.compile(
    r"^(?:注|说明|备注|附注)[:：]|[。；;]|详见|如下表|见下表|^(?:填报|编制|制表|部门|单位|项目)(?:单位|部门|名称|日期|时间)?[:：]|空表"
)
_NOTE = re.compile(r"(?:备?注|说明|附注)\d?[:：]")
_FACT_LINE = re.compile(
    r"^(?:[^:：]{0,14}(?:单位|部门|名称|日期|时间|编码|代码|负责人|科室|联系人|电话)[^:：]{0,8})[:：]"
)
_INTRODUCES = re.compile(r"表|经费|收入|支出|资金|情况|明细|如下|包括|目录|清单|名单|一览|预算|决算|指标|目标")
"""A line without 表 at its end can still name what follows; a stray piece of a cut cell cannot."""
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
    return bool(LABEL.fullmatch(text)) and not text.endswith("、")


def is_note(text: str) -> bool:
    """True for a squeezed line that explains a table (注：…, 说明：…)."""
    return bool(_NOTE.match(text))


_JOINS = ("及", "和", "与", "以及", "暨", "、")
"""…“三公”经费及 / 会议费、培训费支出预算表 (xian-688bbf25c9, page 77; with 、 xian-ff80a8a239, page 78)"""
_IS_PROSE = re.compile(r"[。；，：:]")
_QUALIFIES = re.compile(r"[（(][^（）()]*(?:上年结转|分类)[^（）()]*[）)]")
"""（按支出功能分类科目-不含上年结转）on a line of its own below the title (xian-688bbf25c9, page 53)"""


def looks_like_title(text: str) -> bool:
    """True when a squeezed line reads as the title of a table."""
    return 3 <= len(text) <= 70 and bool(_TITLE.search(text)) and not _NOT_A_TITLE.search(text)


def unit_statement(text: str) -> str | None:
    """The statement of the amount unit inside a squeezed line (`单位：万元`), or None."""
    match = UNIT.search(text)
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
        is_rest = len(text) <= 4 and text.endswith("表") and index > 0 and _is_wrapped(lines[index - 1], text)
        if is_rest or looks_like_title(strip_facts(text)) or looks_like_title(text):
            found = index
            break
    if found is not None:
        label, title = split_title(lines[found])
        if found > 0 and (title.startswith(("（", "(", "【")) or _is_wrapped(lines[found - 1], title)):
            label_above, head = split_title(lines[found - 1])
            title, label = head + title, label or label_above
            found -= 1
        elif found + 1 < len(lines) and _QUALIFIES.fullmatch(lines[found + 1]):
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
            and _INTRODUCES.search(rest)
            and not _CUT.search(rest)
            and not unit_statement(rest)
            and not _FACT_LINE.match(rest)
        ):
            caption.title = rest.rstrip(":：")
            caption.label = caption.label or label


def _is_wrapped(head: str, tail: str) -> bool:
    """True when `tail` is the rest of a title that began on the line above."""
    return (
        ((len(tail) < 12 and len(head) > len(tail)) or head.endswith(_JOINS))
        and 10 < len(head) <= 60
        and not looks_like_title(head)
        and not _FACT_LINE.match(head)
        and not unit_statement(head)
        and not _NOT_A_TITLE.search(head)
        and not LABEL.fullmatch(head)
        and not re.search(r"20\d\d年", tail)
    )


def strip_facts(text: str) -> str:
    """The line without a unit statement printed on it."""
    return UNIT.sub("", text)


def strip_label(text: str) -> tuple[str, str | None]:
    """Split a leading or trailing label off a squeezed line: (rest, label)."""
    match = LABEL.match(text)
    if match and match.group(0):
        label = match.group(0).strip("（）():：")
        return text[match.end() :].lstrip("、:：.．"), label
    return text, None


def split_title(text: str) -> tuple[str | None, str]:
    """Split a squeezed line into (label, title)."""
    rest, label = strip_label(strip_facts(text))
    if label is None:
        match = re.search(LABEL.pattern + "$", rest)
        if match and match.start() > 3 and "表" in match.group(0) and "表" in rest[: match.start()]:
            label, rest = match.group(0).strip("（）():："), rest[: match.start()]
    return label, rest


def _label_near(lines: Sequence[str], title_at: int) -> str | None:
    for index in [*range(title_at - 1, -1, -1), *range(title_at + 1, len(lines))]:
        if LABEL.fullmatch(lines[index]):
            return str(lines[index]).strip("（）():：")
        match = LABEL.match(lines[index])
        if match and "表" in match.group(0) and _FACT_LINE.match(lines[index][match.end() :] or "x"):
            return str(match.group(0)).strip("（）():：")
    return None
