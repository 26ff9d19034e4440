"""Functions named by a path of names: `一般公共服务支出（类）财政事务（款）行政运行（项）`, `“一般公共服务支出-财政事务-行政运行”科目`."""

from __future__ import annotations

import re

from pipeline.narrative.vocabulary import vocabulary

_BRACKETED = re.compile(
    r"(?P<lei>[一-鿿()]{2,24}?)\(类\)(?P<kuan>[一-鿿()、]{2,40}?)\(款\)(?:(?P<xiang>[一-鿿()、]{2,44}?)\(项\))?"
)
_DASHED = re.compile(
    r"\"(?P<lei>[一-鿿()]{2,24})[-－](?P<kuan>[一-鿿()、]{2,40})(?:[-－](?P<xiang>[一-鿿()、]{2,44}))?\"(?:科目)?"
)


def code_of_path(text: str) -> str | None:
    """The code of the only path of names in a normal sentence; None without a path, with several, or with an unknown name."""
    found = [*_BRACKETED.finditer(text), *_DASHED.finditer(text)]
    if len(found) != 1:
        return None
    words = vocabulary()
    name = found[0].group("lei")
    code = next(
        (words.function_codes[name[start:]] for start in range(len(name) - 1) if name[start:] in words.function_codes),
        None,
    )
    if code is None:
        return None
    for level in ("kuan", "xiang"):
        child = found[0].group(level)
        if child is None:
            break
        below = words.function_children.get((code, child))
        if below is None:
            return None
        code = below
    return code
