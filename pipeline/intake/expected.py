"""`expected.csv` of a collection: which disclosures should be there, and when they were approved.

    division_code,unit_code,unit_name,fiscal_year,document_kind,approved_on
    410802,526,某街道办事处,2024,部门预算,2024-02-20

A list of budget units from the finance bureau. `fiscal_year`, `document_kind` and one of `unit_code` and `unit_name` must be there.
`approved_on` is the day on which the finance bureau approved it (批复): the body has 20 days from then (预算法 第14条).
A faulty line is left out and reported.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.home import EXPECTED_NAME
from pipeline.intake.manifest import decode_csv
from schemas.allowed import DOCUMENT_KINDS

COLUMNS = ("division_code", "unit_code", "unit_name", "fiscal_year", "document_kind", "approved_on")
_KINDS = {key: key for key in DOCUMENT_KINDS if key != "unknown"} | {
    term: key for key, term in DOCUMENT_KINDS.items() if key != "unknown"
}


@dataclass(frozen=True, slots=True)
class ExpectedDisclosure:
    """One line; a row of raw table `expected_disclosure`."""

    collection: str
    line_no: int
    """Line of the file, the header being 1."""
    fiscal_year: int
    document_kind: str
    division_code: str | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    approved_on: date | None = None


@dataclass(slots=True)
class ExpectedList:
    """The readable lines, and what was wrong with the others."""

    entries: list[ExpectedDisclosure] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """One sentence each, naming the line and what to do."""


def read_expected(folder: Path) -> ExpectedList:
    """Read the list of a collection.

    Args:
        folder: the collection's folder below the inbox; its name is the collection.

    Returns:
        its lines and problems; nothing when there is no file.

    Raises:
        OSError: the file exists but cannot be read.
    """
    path = folder / EXPECTED_NAME
    if not path.exists():
        return ExpectedList()
    text = decode_csv(path.read_bytes())
    if text is None:
        return ExpectedList(problems=[f"{EXPECTED_NAME} is neither UTF-8 nor GB 18030 text: save it as CSV UTF-8."])
    return parse_expected(text, folder.name)


def parse_expected(text: str, collection: str) -> ExpectedList:
    """Parse the text of a list.

    Args:
        text: CSV with a header line; columns in any order, others are ignored.
        collection: name of the collection.

    Returns:
        as `read_expected`; of two lines for the same body, year and kind the first one counts.
    """
    found = ExpectedList()
    reader = csv.DictReader(io.StringIO(text), skipinitialspace=True)
    reader.fieldnames = [(name or "").strip() for name in reader.fieldnames or []]
    missing = [name for name in ("fiscal_year", "document_kind") if name not in reader.fieldnames]
    if missing:
        found.problems.append(
            f"{EXPECTED_NAME} has no column {' and '.join(missing)}: its first line must name the columns, e.g. {','.join(COLUMNS)}."
        )
        return found
    seen: set[tuple[object, ...]] = set()
    for row in reader:
        values = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if not any(values.values()):
            continue
        wrong = _problems(values)
        if wrong:
            found.problems.append(f"{EXPECTED_NAME} line {reader.line_num}: {'; '.join(wrong)}. Line ignored.")
            continue
        entry = _entry(values, collection, reader.line_num)
        key = (entry.division_code, entry.unit_code or entry.unit_name, entry.fiscal_year, entry.document_kind)
        if key in seen:
            found.problems.append(f"{EXPECTED_NAME} line {reader.line_num}: listed above already. Line ignored.")
            continue
        seen.add(key)
        found.entries.append(entry)
    return found


def _problems(values: Mapping[str, str]) -> list[str]:
    wrong = []
    if not values["unit_code"] and not values["unit_name"]:
        wrong.append("name the body by unit_code or unit_name")
    if not re.fullmatch(r"(19|20)\d\d", values["fiscal_year"]):
        wrong.append(f"fiscal_year `{values['fiscal_year']}`: write four digits such as 2024")
    if values["document_kind"] not in _KINDS:
        wrong.append(f"document_kind `{values['document_kind']}`: write one of {', '.join(_KINDS)}")
    if values["division_code"] and not re.fullmatch(r"\d{6}(\d{3})?(\d{3})?", values["division_code"]):
        wrong.append(f"division_code `{values['division_code']}`: write the six digits of GB/T 2260")
    if values["unit_code"] and not re.fullmatch(r"[0-9A-Za-z]{1,20}", values["unit_code"]):
        wrong.append(f"unit_code `{values['unit_code']}`: write the code as printed, without blanks")
    if values["approved_on"] and _day(values["approved_on"]) is None:
        wrong.append(f"approved_on `{values['approved_on']}`: write the day as 2024-02-20")
    return wrong


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _entry(values: Mapping[str, str], collection: str, line_no: int) -> ExpectedDisclosure:
    return ExpectedDisclosure(
        collection=collection,
        line_no=line_no,
        fiscal_year=int(values["fiscal_year"]),
        document_kind=_KINDS[values["document_kind"]],
        division_code=values["division_code"][:6] or None,
        unit_code=values["unit_code"] or None,
        unit_name=values["unit_name"] or None,
        approved_on=_day(values["approved_on"]),
    )
