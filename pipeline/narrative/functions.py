"""Functions named by a path of names: `一般公共服务支出（类）财政事务（款）行政运行（项）`, `“一般公共服务支出-财政事务-行政运行”科目`."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.narrative.own_functions import OwnFunctions, same_spelling
from pipeline.narrative.vocabulary import vocabulary
from pipeline.narrative.words import words

_WORDS = words().functions


@dataclass(frozen=True, slots=True)
class FunctionPath:
    """A path and what of its sentence is about it."""

    names: tuple[str, str, str | None]
    """类, 款 and 项 as printed."""
    end: int
    stop: int
    """Where the next path begins, else the end of the sentence; what follows is not about this one."""
    of_class: str | None
    """Code of the 类."""
    code: str | None
    """None where neither the official list nor the document's tables say which code is meant."""


def path_in(text: str, own: OwnFunctions) -> FunctionPath | None:
    """The path of names that a normal sentence is about: the first one with figures behind it; in a heading, its only one.

    支出决算56万元，…实际应使用卫生健康支出（类）公共卫生（款）应急救治机构（项）追加人员工资: a path in a reason has none.

    Args:
        text: the sentence.
        own: functions of the document's tables.
    """
    found = sorted([*_WORDS.bracketed.finditer(text), *_WORDS.dashed.finditer(text)], key=lambda match: match.start())
    ends = [*(match.start() for match in found[1:]), len(text)]
    with_figures = [i for i, match in enumerate(found) if _WORDS.figure.search(text, match.end(), ends[i])]
    if with_figures:
        index = with_figures[0]
    elif len(found) == 1 and not _WORDS.figure.search(text):
        index = 0
    else:
        return None
    first = found[index]
    of_class = _class(first.group("lei"))
    names = (first.group("lei"), same_spelling(first.group("kuan")), same_spelling(first.group("xiang") or "") or None)
    code = _code(of_class, names[1], names[2], own) if of_class else None
    return FunctionPath(names, first.end(), ends[index], of_class, code)


def _class(name: str) -> str | None:
    codes = vocabulary().function_codes
    return next((codes[name[start:]] for start in range(len(name) - 1) if name[start:] in codes), None)


def _code(of_class: str, kuan: str, xiang: str | None, own: OwnFunctions) -> str | None:
    groups = _below(of_class, kuan, own)
    if xiang is None:
        return _only(groups, own)
    if not groups:  # 住房保障支出（款）住房公积金（项）: the 款 is misnamed, the 项 may still be one of the document
        return _only(own.named(of_class, xiang, 7), own)
    return _only({code for group in groups for code in _below(group, xiang, own)}, own)


def _below(parent: str, name: str, own: OwnFunctions) -> set[str]:
    """Codes one level below `parent` with this name, official or printed in the document."""
    return {*vocabulary().function_children.get((parent, name), ()), *own.named(parent, name, len(parent) + 2)}


def _only(codes: set[str], own: OwnFunctions) -> str | None:
    """The one code, or of several with one name (2089901, 2089999 其他社会保障和就业支出) the one that the document prints."""
    if len(codes) > 1:
        codes = {code for code in codes if code in own.names}
    return codes.pop() if len(codes) == 1 else None
