"""Functions named by a path of names: `一般公共服务支出（类）财政事务（款）行政运行（项）`, `“一般公共服务支出-财政事务-行政运行”科目`."""

from __future__ import annotations

import re

from pipeline.narrative.vocabulary import vocabulary

_BRACKETED = re.compile(
    r"(?P<lei>[一-鿿()]{2,24}?)\(类\)\d{0,5}(?P<kuan>[一-鿿()、]{2,40}?)\(款\)(?:\d{0,7}(?P<xiang>[一-鿿()、]{2,44}?)\(项\))?"
)
_DASHED = re.compile(
    r"\"(?P<lei>[一-鿿()]{2,24})[-－](?P<kuan>[一-鿿()、]{2,40})(?:[-－](?P<xiang>[一-鿿()、]{2,44}))?\"(?:科目)?"
)


def path_in(text: str) -> tuple[str | None, int] | None:
    """The only path of names in a normal sentence.

    Returns:
        the code (None for a name that the official list lacks) and where the path ends; None without a path or with several.
    """
    found = [*_BRACKETED.finditer(text), *_DASHED.finditer(text)]
    if len(found) != 1:
        return None
    return _code(found[0]), found[0].end()


def _code(match: re.Match[str]) -> str | None:
    words = vocabulary()
    name = match.group("lei")
    code = next(
        (words.function_codes[name[start:]] for start in range(len(name) - 1) if name[start:] in words.function_codes),
        None,
    )
    if code is None:
        return None
    for level in ("kuan", "xiang"):
        child = match.group(level)
        if child is None:
            break
        below = words.function_children.get((code, child))
        if below is None:
            return None
        code = below
    return code
