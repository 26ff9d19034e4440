"""Performance indicators (绩效指标) of the tables 整体绩效目标 and 项目绩效目标, as the raw fact `fact_performance_indicator`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.language.kinds import table_kinds
from pipeline.language.spelling import folded
from pipeline.performance.alignment import aligned_rows
from pipeline.performance.clipped import hangs_from, split_clipped
from pipeline.performance.grid import Block, Grid, Span, find_level_columns, grid_of_header, grid_of_row
from pipeline.performance.merged import Held, labels_of_rows
from pipeline.performance.subject import (
    Subject,
    code_of,
    opens_form,
    project_named_by_title,
    split_project,
    subject_of_captions,
    subject_of_form_row,
)
from pipeline.performance.targets import parse_target
from pipeline.performance.vocabulary import Vocabulary, load_vocabulary
from pipeline.records import DocumentIdentity, IndicatorRecord
from pipeline.tables.model import Table, TableCell, TableRow

KINDS = tuple(name for name, kind in table_kinds().items() if kind.is_performance)
"""Table kinds that hold indicators."""


@dataclass(slots=True)
class _Run:
    """Consecutive rows under one grid."""

    grid: Grid
    subject: Subject
    rows: list[TableRow]


@dataclass(slots=True)
class _Form:
    """A table being read, and where reading stands at its end: the next page may continue it."""

    table: Table
    grid: Grid | None
    subject: Subject
    runs: list[_Run] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """Where an indicator stands: its groups, and what else is printed for its row."""

    level1: str | None
    level2: str | None
    others: dict[str, str] = field(default_factory=dict)


def extract_indicators(
    tables: Sequence[Table], kinds: Mapping[int, str], identity: DocumentIdentity, document_id: str
) -> list[IndicatorRecord]:
    """Read every indicator that the performance tables print.

    Args:
        tables: all tables of the document.
        kinds: table `seq` → table kind; `KINDS` are read, and `other` where the table prints an indicator grid.
        identity: whose document it is; gives the unit code where the table prints none.
        document_id: goes into every record.

    Returns:
        indicators in reading order. A row without the name of an indicator (三级指标) gives one without a name where it
        prints a target, else none; nothing is filled in that is not printed.
    """
    vocabulary = load_vocabulary()
    records: list[IndicatorRecord] = []
    form: _Form | None = None
    for table in tables:
        kind = kinds.get(table.seq)
        if kind == "other":
            kind = indicator_table_kind(table)
        if kind not in KINDS:
            form = None
            continue
        form = _read_form(table, kind, identity, form, vocabulary)
        found = [record for run in form.runs for record in _indicators_of_run(run, kind, vocabulary)]
        for seq, record in enumerate(found, start=1):
            record.document_id, record.table_seq, record.indicator_seq = document_id, table.seq, seq
            record.unit_code = record.unit_code or identity.unit_code
        records += found
    return records


def indicator_table_kind(table: Table) -> str | None:
    """Which kind of performance table this is, by its words alone: forms often stand without a title (西安 2020).

    Returns:
        one of `KINDS`; None for a table without a grid of indicators in two levels at least.
    """
    vocabulary = load_vocabulary()
    grids = [grid_of_header(table, vocabulary), *(grid_of_row(row, vocabulary) for row in table.rows)]
    levels = {role for grid in grids if grid for role in grid.blocks[0].columns}
    if not {"level1", "level2"} <= levels:
        return None
    labels = {vocabulary.form_label(cell.text) for row in (*table.header, *table.rows) for cell in row.cells.values()}
    subjects = {subject for grid in grids if grid for subject in grid.subjects}
    by_project = labels & {"project_name", "project_code"} or "name" in subjects
    return "project_performance" if by_project else "department_performance"


def _read_form(
    table: Table, kind: str, identity: DocumentIdentity, before: _Form | None, vocabulary: Vocabulary
) -> _Form:
    """Cut a table into grids: forms above and between grids end one and name the project of the next."""
    rows = [*table.header, *table.rows]
    grid = grid_of_header(table, vocabulary)
    if grid is None and not any(grid_of_row(row, vocabulary) for row in table.rows):
        continued = before is not None and before.grid is not None and before.table.page_last + 1 == table.page_first
        if before and continued and not any(subject_of_form_row(row, vocabulary, Subject()) for row in table.header):
            # the rest of a form on a new page, without a header of its own (烟台, 北京)
            form = replace(before, table=replace(before.table, page_last=table.page_last), runs=[])
            _read_rows(form, aligned_rows(rows, before.table.columns), vocabulary)
            return form
    subject = subject_of_captions(table, vocabulary)
    if kind == "project_performance" and subject.project_name is None:
        subject = replace(subject, project_name=project_named_by_title(table.title, identity.unit_name, vocabulary))
    for row in table.header:
        # the upper rows of a form may have been taken for a header; they say whose form it is
        subject = subject_of_form_row(row, vocabulary, subject) or subject
    form = _Form(table, grid, subject)
    _read_rows(form, aligned_rows(table.rows, table.columns), vocabulary)
    return form


def _read_rows(form: _Form, rows: Sequence[TableRow], vocabulary: Vocabulary) -> None:
    if form.grid:
        form.runs.append(_Run(form.grid, form.subject, []))
    for row in rows:
        repeated = grid_of_row(row, vocabulary)
        if repeated:
            last = form.runs[-1] if form.runs else None
            if last is None or form.grid is None or last.grid.key != repeated.key or last.subject != form.subject:
                form.runs.append(_Run(repeated, form.subject, []))
            form.grid = repeated
            continue
        subject = subject_of_form_row(row, vocabulary, form.subject)
        if subject is not None and not (form.grid and _is_indicator_row(row, form.grid, vocabulary)):
            if form.grid and subject == form.subject and opens_form(row, vocabulary):
                subject = Subject()  # a new form whose project is not printed, or not found, is nobody's
            form.subject = subject
            form.grid = None
        elif form.grid is not None:
            form.runs[-1].rows.append(row)
    for run in form.runs:
        find_level_columns(run.grid, run.rows, vocabulary)


def _is_indicator_row(row: TableRow, grid: Grid, vocabulary: Vocabulary) -> bool:
    """True when a row fills the grid and no label of a form stands where the groups are.

    A label left of the groups (北京: 整体绩效目标 down the margin) and an indicator that reads like a label
    (西安: 项目起止时间) change nothing.
    """
    left = min(span.first for block in grid.blocks for span in block.columns.values())
    names = min(block.columns["level3"].first for block in grid.blocks)
    for cell in row.cells.values():
        among_groups = cell.column < names and cell.column + cell.column_span > left
        if among_groups and vocabulary.form_label(cell.text):
            return False
    for block in grid.blocks:
        name = block.columns["level3"].cell(row)
        target = block.columns.get("value") or block.columns.get("comparator")
        if name and not _is_beyond_block(name, block) and target and target.text(row):
            return True
    return False


def _indicators_of_run(run: _Run, kind: str, vocabulary: Vocabulary) -> list[IndicatorRecord]:
    subjects = _subjects_of_rows(run, kind)
    per_row: list[list[IndicatorRecord]] = [[] for _ in run.rows]
    for block in run.grid.blocks:
        rows = [split_clipped(row, block, vocabulary) for row in run.rows]
        levels = _levels_of_rows(rows, block, subjects, vocabulary)
        contexts = [(header, _labels(rows, span)) for header, span in block.contexts]
        last: IndicatorRecord | None = None
        for index, row in enumerate(rows):
            name = block.columns["level3"].cell(row) or _lone_target(row, block)
            if name is None or _is_beyond_block(name, block) or _is_placeholder(name.text):
                if last is not None and name is None:
                    _continue_explanation(last, row, rows, index, block)
                continue
            if last is not None and index and not _has_target(row, block):
                above = block.columns["level3"].cell(rows[index - 1])
                if hangs_from(name, above):
                    last.level3 = (last.level3 or "") + name.text
                    continue
            place = levels[index]
            for header, labels in contexts:
                label = labels[index]
                if label:
                    place.others[header] = label.text
            last = _record(row, name, block, place, vocabulary)
            subject = subjects[index][0]
            last.unit_code, last.project_code = subject.unit_code, subject.project_code
            last.project_name = subject.project_name
            per_row[index].append(last)
    return [record for records in per_row for record in records]


def _has_target(row: TableRow, block: Block) -> bool:
    return any(block.columns[role].text(row) for role in ("value", "comparator") if role in block.columns)


def _lone_target(row: TableRow, block: Block) -> TableCell | None:
    """The target of a row that prints a group but no name (西安 2022: 时效指标 | | 全年): an indicator all the same."""
    group, value = block.columns.get("level2"), block.columns.get("value")
    return value.cell(row) if group and value and group.cell(row) else None


def _is_placeholder(text: str) -> bool:
    """True for what an empty form prints in place of a name (`……`, `-`, `指标1：`)."""
    return not any(character.isalnum() for character in load_vocabulary().numbering.sub("", folded(text)))


def _is_beyond_block(cell: TableCell, block: Block) -> bool:
    """True for a cell that runs through the target column as well: a line of the form, no indicator."""
    value = block.columns.get("value") or block.columns.get("comparator")
    return value is not None and cell.column < value.first <= cell.column + cell.column_span - 1


def _subjects_of_rows(run: _Run, kind: str) -> list[tuple[Subject, int]]:
    """Subject of each row, and the first row of the stretch it holds for."""
    columns = run.grid.subjects
    if not columns:
        return [(run.subject, 0)] * len(run.rows)
    name_span = columns.get("name")
    names = labels_of_rows(run.rows, name_span.cell, continues=_completes_name) if name_span else [None] * len(run.rows)
    codes = _labels(run.rows, columns.get("code"))
    result: list[tuple[Subject, int]] = []
    unit_code: str | None = run.subject.unit_code
    usual = _usual_length(names)
    for name, code in zip(names, codes, strict=True):
        unit, project_code = code_of(code.text) if code else (None, None)
        unit_code = unit or unit_code
        start = max((label.start for label in (name, code) if label), default=0)
        project_name: str | None = None
        if kind == "project_performance" and name:
            own_code, project_name = split_project(name.text)
            if (
                own_code and len(own_code) >= usual
            ):  # a page break cut a shorter one (北京 12: 11000022T000000 | 457203-对外交流)
                project_code = project_code or own_code
        result.append((Subject(unit_code, project_code, project_name or run.subject.project_name), start))
    return result


def _usual_length(names: Sequence[Held | None]) -> int:
    """How many characters the project codes of a column have; 0 where fewer than two agree."""
    codes = {code for name in names if name and (code := split_project(name.text)[0])}
    lengths = Counter(len(code) for code in codes).most_common(1)
    return lengths[0][0] if lengths and lengths[0][1] > 1 else 0


def _completes_name(before: str, text: str) -> bool:
    """True for the rest of a name in a column that prints code and name together."""
    return split_project(before)[0] is not None and split_project(text)[0] is None


def _labels(rows: Sequence[TableRow], span: Span | None) -> list[Held | None]:
    if span is None:
        return [None] * len(rows)
    return labels_of_rows(rows, span.cell)


def _levels_of_rows(
    rows: Sequence[TableRow], block: Block, subjects: Sequence[tuple[Subject, int]], vocabulary: Vocabulary
) -> list[_Place]:
    """First and second level of each row; merged cells reach down, but never past their group or project."""
    level2 = _labels(rows, block.columns.get("level2"))

    def fits(index: int, label: str) -> bool | None:
        below = level2[index]
        groups = vocabulary.parent_groups(below.text) if below else ()
        return any(folded(label).startswith(group) for group in groups) if groups else None

    span1 = block.columns.get("level1")
    level1 = labels_of_rows(rows, span1.cell, fits=fits) if span1 else [None] * len(rows)
    result: list[_Place] = []
    for upper, lower, (_, start) in zip(level1, level2, subjects, strict=True):
        upper_now = upper if upper and upper.seen >= start else None
        bound = max(start, upper.start if upper else 0)
        lower_now = lower if lower and lower.seen >= bound else None
        result.append(
            _Place(upper_now.text if upper_now else block.level1, lower_now.text if lower_now else block.level2)
        )
    return result


def _continue_explanation(
    record: IndicatorRecord, row: TableRow, rows: Sequence[TableRow], index: int, block: Block
) -> None:
    """Text at the top of a page that only goes on explaining the indicator before it."""
    span = block.columns.get("explanation")
    opens_page = index > 0 and rows[index - 1].page < row.page
    value = block.columns.get("value")
    if span is None or not opens_page or (value and value.text(row)):
        return
    text = span.text(row)
    if text:
        record.explanation = (record.explanation or "") + text


def _record(row: TableRow, name: TableCell, block: Block, place: _Place, vocabulary: Vocabulary) -> IndicatorRecord:
    """The indicator of one row; document, table and subject are filled in by the callers that know them."""

    def text(role: str) -> str:
        return block.columns[role].text(row) if role in block.columns else ""

    level1, level2 = place.level1, place.level2
    level3 = text("level3")
    if level1 is None and level2 is None:
        level1, level2, level3 = _split_glued(level3, vocabulary)
    comparator = text("comparator")
    target = parse_target(text("value"), vocabulary, comparator=comparator, unit=text("unit"), indicator=level3)
    others = place.others | {header: span.text(row) for header, span in block.others if span.text(row)}
    if comparator and target.comparator is None:
        others[block.headers["comparator"]] = comparator
    return IndicatorRecord(
        document_id="",
        table_seq=0,
        indicator_seq=0,
        page=row.page,
        unit_code=None,
        project_code=None,
        project_name=None,
        level1=level1,
        level2=level2,
        level3=level3 or None,
        target_printed=text("value") or None,
        comparator=target.comparator,
        target_value=target.value,
        target_unit=target.unit,
        explanation=text("explanation") or None,
        x0=name.box.x0,
        top=name.box.top,
        x1=name.box.x1,
        bottom=name.box.bottom,
        other_columns=json.dumps(others, ensure_ascii=False) if others else None,
    )


def _split_glued(text: str, vocabulary: Vocabulary) -> tuple[str | None, str | None, str]:
    """Groups that stand directly before the name in one cell: 产出指标数量指标完成日常办公 (北京)."""
    first = vocabulary.level1_prefix.match(text)
    if not first:
        return None, None, text
    second = vocabulary.level2_prefix.match(text, first.end())
    if not second or second.end() == len(text):
        return None, None, text
    return first[0], second[0], text[second.end() :]
