"""The publishing unit's code in the budget system, when the document prints exactly one that can be meant."""

from __future__ import annotations

import re

from pipeline.identity.names import clean_name
from pipeline.identity.text import Evidence
from pipeline.tables.model import DocumentLayout

_CODE_LABEL = re.compile(
    r"^(?:部门|单位|预算单位|部门预算|单位预算|预算部门|主管部门)[（(]?(?:单位)?[）)]?(?:编码|代码|预算编码)$"
)
_CODE_COLUMN = re.compile(r"(?:单位|部门|机构)[（(]?(?:单位)?[）)]?(?:编码|代码)|^(?:编码|代码)$")
_NOT_UNIT = re.compile(r"科目|项目|经济|功能|分类|类款")
_CODE = re.compile(r"^\d{3}(?:\d{3}){0,2}$")
_CODE_AND_NAME = re.compile(r"^(\d{3}(?:\d{3}){0,2})[-_－—\[\]【】]*(\D.{2,})$")
_CODE_IN_LINE = re.compile(r"(?:部门|单位)(?:预算)?(?:编码|代码)[:：]?(\d{3}(?:\d{3}){0,2})(?!\d)")


def find_code(layout: DocumentLayout, evidence: Evidence, name: str | None) -> tuple[str, str] | None:
    """The unit's code and where it was read.

    Three kinds of places: a labelled code (部门预算编码 103), a code beside the unit's own name (`340_某某局`, `114 | 某某办公厅`), and a column
    headed 单位编码. A department and its own office share a name (114 and 114001): the shorter code is the department's, when it begins
    all others.

    Args:
        layout: tables.
        evidence: texts of the document.
        name: the unit's name, when known.

    Returns:
        None when no code is printed or several could be meant.
    """
    labelled = {
        value.text: label.page
        for label, value in evidence.pairs
        if _CODE_LABEL.match(label.text) and _CODE.match(value.text)
    }
    for snippet in (*evidence.captions, *evidence.lines):
        match = _CODE_IN_LINE.search(snippet.text)
        if match:
            labelled.setdefault(match.group(1), snippet.page)
    named, listed = _codes_in_tables(layout, evidence, name)
    for place, codes in (("beside the name", named), ("label", labelled), ("code column", listed)):
        root = common_root(set(codes))
        if root is not None:
            return root, f"page {codes[root]}: {place}"
    return None


def common_root(codes: set[str]) -> str | None:
    """The code with which all others begin; None when there is no such code."""
    if not codes:
        return None
    shortest = min(codes, key=lambda code: (len(code), code))
    return shortest if all(code.startswith(shortest) for code in codes) else None


def _codes_in_tables(
    layout: DocumentLayout, evidence: Evidence, name: str | None
) -> tuple[dict[str, int], dict[str, int]]:
    named: dict[str, int] = {}
    listed: dict[str, int] = {}
    for label, value in evidence.pairs:
        for snippet in (label, value):
            match = _CODE_AND_NAME.match(snippet.text)
            if match and name is not None and clean_name(match.group(2)) == name:
                named.setdefault(match.group(1), snippet.page)
    if name is not None:
        for code, printed, page in evidence.coded_rows:
            if clean_name(printed) == name:
                named.setdefault(code, page)
    for table in layout.tables:
        columns = [
            column.seq
            for column in table.columns
            if column.path and _CODE_COLUMN.search(column.path[-1]) and not _NOT_UNIT.search("".join(column.path))
        ]
        for row in table.rows:
            for seq in columns:
                code = "".join(row.text(seq).split())
                if _CODE.match(code):
                    listed.setdefault(code, row.page)
    return named, listed
