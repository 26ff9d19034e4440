"""Whose indicators a table or row holds: project and unit, from form cells, from columns or from the title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.language.spelling import folded
from pipeline.performance.vocabulary import Vocabulary
from pipeline.tables.model import Table, TableRow

_PROJECT_CODE = re.compile(r"[0-9A-Za-z]{15,30}")
_UNIT_CODE = re.compile(r"\d{3,12}")
_CODE_AND_NAME = re.compile(r"([0-9A-Za-z]{15,30})[-—_\s]*([^\d\s].*)")
_KEY_VALUE = re.compile(r"([^:：]{2,12})[:：](.+)")


@dataclass(frozen=True, slots=True)
class Subject:
    """A project, a unit, or both; parts that are not printed are None."""

    unit_code: str | None = None
    project_code: str | None = None
    project_name: str | None = None


def split_project(text: str) -> tuple[str | None, str | None]:
    """Code and name of a project cell that prints both (`11000022T000000451922-国资国企重难点问题研究`)."""
    found = _CODE_AND_NAME.fullmatch(folded(text))
    if found:
        return found[1], text[-len(found[2]) :] if text.endswith(found[2]) else found[2]
    bare = folded(text)
    return (bare, None) if _PROJECT_CODE.fullmatch(bare) else (None, text.strip() or None)


def code_of(text: str) -> tuple[str | None, str | None]:
    """(unit code, project code) of a code cell; the shape tells them apart: project codes have 15 characters or more."""
    bare = folded(text)
    if _PROJECT_CODE.fullmatch(bare):
        return None, bare
    return (bare, None) if _UNIT_CODE.fullmatch(bare) else (None, None)


def subject_of_form_row(row: TableRow, vocabulary: Vocabulary, current: Subject) -> Subject | None:
    """Read the labels of a form row.

    Returns:
        the subject from this row on; `current` when the row is a form row without a project; None for other rows.
    """
    cells = [row.cells[seq] for seq in sorted(row.cells) if row.cells[seq].text]
    is_form = False
    subject = current
    for index, cell in enumerate(cells):
        pair = _KEY_VALUE.fullmatch(cell.text)
        label = vocabulary.form_label(pair[1] if pair else cell.text)
        if label is None:
            continue
        is_form = True
        following = cells[index + 1].text if index + 1 < len(cells) else ""
        value = pair[2] if pair else following
        if not value or vocabulary.form_label(value):
            continue
        if label == "project_name":
            code, name = split_project(value)
            subject = replace(subject, project_code=code, project_name=name)
        elif label == "project_code":
            subject = replace(subject, project_code=folded(value))
    return subject if is_form else None


def opens_form(row: TableRow, vocabulary: Vocabulary) -> bool:
    """True for a row that stands at the head of a form (主管部门, 项目资金)."""
    return any(vocabulary.form_label(cell.text) == "head" for cell in row.cells.values())


def subject_of_captions(table: Table, vocabulary: Vocabulary) -> Subject:
    """What is printed above the table (`项目名称：…`), or the project that the title itself names."""
    for caption in table.captions:
        pair = _KEY_VALUE.fullmatch(caption.strip())
        if pair and vocabulary.form_label(pair[1]) == "project_name":
            code, name = split_project(pair[2])
            return Subject(project_code=code, project_name=name)
    return Subject()


def project_named_by_title(title: str, unit_name: str | None, vocabulary: Vocabulary) -> str | None:
    """The project in a title such as `话务场地租赁费用项目绩效目标表` (泉州 prints it nowhere else).

    A title made of general words (`部门专项业务经费绩效目标表`) or of the office's name names none.
    """
    bare = folded(title)
    found = vocabulary.title_project.fullmatch(bare)
    if not found:
        return None
    rest = vocabulary.title_generic.sub("", found["name"].replace(folded(unit_name or "") or "\0", ""))
    if len(rest) < 2 or vocabulary.office_end.search(rest):
        return None
    cut = title.rfind(vocabulary.project)
    return title[:cut] if cut > 0 else found["name"]
