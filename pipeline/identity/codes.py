"""The publishing unit's code in the budget system, when the document prints exactly one that can be meant."""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.identity.organisation import clean_name
from pipeline.identity.text import Evidence
from pipeline.identity.vocabulary import vocabulary
from pipeline.language.spelling import squeezed
from pipeline.tables.model import DocumentLayout

_CODE = re.compile(r"^\d{3}(?:\d{3}){0,2}$")
_CODE_AND_NAME = re.compile(r"^[\[【]?(\d{3}(?:\d{3}){0,2})[\]】]?[-_－—]?(\D.{2,})$")

_Sightings = defaultdict[int, dict[str, int]]
"""Table (0 for running text) → code → first page."""


def find_code(layout: DocumentLayout, evidence: Evidence, name: str | None) -> tuple[str, str] | None:
    """The unit's code and where it was read.

    Three kinds of places: beside the unit's own name (`340_某某局`, `114 | 某某办公厅`), a labelled code (部门预算编码 103), and a column headed
    单位编码. A department and its own office often share a name (114 and 114001): the shorter code is the department's where one table lists
    both; codes that differ from table to table are ambiguous.

    Args:
        layout: tables.
        evidence: texts of the document.
        name: the unit's name, when known.

    Returns:
        None when no code is printed or several could be meant.
    """
    for place, sightings in (
        ("beside the name", _beside_name(evidence, name)),
        ("label", _labelled(evidence)),
        ("code column", _listed(layout)),
    ):
        code = _agreed(sightings)
        if code is not None:
            page = min(codes[code] for codes in sightings.values() if code in codes)
            return code, f"page {page}: {place}"
        if sightings:
            return None
    return None


def common_root(codes: set[str]) -> str | None:
    """The code with which all others begin; None when there is no such code."""
    if not codes:
        return None
    shortest = min(codes, key=lambda code: (len(code), code))
    return shortest if all(code.startswith(shortest) for code in codes) else None


def _agreed(sightings: _Sightings) -> str | None:
    everywhere = {code for codes in sightings.values() for code in codes}
    root = common_root(everywhere)
    if root is None or len(everywhere) == 1:
        return root
    together = any(root in codes and len(codes) > 1 for codes in sightings.values())
    return root if together else None


def _beside_name(evidence: Evidence, name: str | None) -> _Sightings:
    found: _Sightings = defaultdict(dict)
    if name is None:
        return found
    for pair in evidence.pairs:
        for snippet in pair:
            match = _CODE_AND_NAME.match(snippet.text)
            if match and clean_name(match.group(2)) == name:
                found[snippet.table].setdefault(match.group(1), snippet.page)
    for code, printed, page, table in evidence.coded_rows:
        if clean_name(printed) == name:
            found[table].setdefault(code, page)
    return found


def _labelled(evidence: Evidence) -> _Sightings:
    found: _Sightings = defaultdict(dict)
    words = vocabulary().codes
    for label, value in evidence.pairs:
        if words.label.match(label.text) and _CODE.match(value.text):
            found[label.table].setdefault(value.text, label.page)
    for snippet in (*evidence.captions, *evidence.lines):
        match = words.in_line.search(snippet.text) or words.in_brackets.search(snippet.text)
        if match:
            found[snippet.table].setdefault(match.group(1), snippet.page)
    return found


def _listed(layout: DocumentLayout) -> _Sightings:
    found: _Sightings = defaultdict(dict)
    words = vocabulary().codes
    for table in layout.tables:
        columns = [
            column.seq
            for column in table.columns
            if column.path
            and words.column.search(column.path[-1])
            and not words.not_of_a_body.search("".join(column.path))
        ]
        for row in table.rows if columns else ():
            for seq in columns:
                code = squeezed(row.text(seq))
                if _CODE.match(code):
                    found[table.seq].setdefault(code, row.page)
    return found
