"""Performance indicators (绩效指标) of the tables 整体绩效目标 and 项目绩效目标, as the raw fact `fact_performance_indicator`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.performance.alignment import aligned_rows
from pipeline.performance.grid import Block, Grid, Span, grid_of_columns, grid_of_row
from pipeline.performance.merged import Label, labels_of_rows
from pipeline.performance.subject import (
    Subject,
    code_of,
    project_named_by_title,
    split_project,
    subject_of_captions,
    subject_of_form_row,
)
from pipeline.performance.targets import parse_target
from pipeline.performance.vocabulary import Vocabulary, load_vocabulary, normalise
from pipeline.records import DocumentIdentity, IndicatorRecord
from pipeline.tables.model import Table, TableCell, TableRow

KINDS = ("department_performance", "project_performance")
"""Table kinds that hold indicators."""


@dataclass(slots=True)
class _Run:
    """Consecutive rows under one grid."""

    grid: Grid
    subject: Subject
    rows: list[TableRow]


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
        kinds: table `seq` → table kind; only `KINDS` are read.
        identity: whose document it is; gives the unit code where the table prints none.
        document_id: goes into every record.

    Returns:
        indicators in reading order. A row without the name of an indicator (三级指标) gives none, and nothing is
        filled in that is not printed.
    """
    vocabulary = load_vocabulary()
    records: list[IndicatorRecord] = []
    for table in tables:
        kind = kinds.get(table.seq)
        if kind in KINDS:
            for seq, record in enumerate(_indicators_of_table(table, kind, identity, vocabulary), start=1):
                record.document_id, record.indicator_seq = document_id, seq
                records.append(record)
    return records


def _indicators_of_table(
    table: Table, kind: str, identity: DocumentIdentity, vocabulary: Vocabulary
) -> list[IndicatorRecord]:
    first = subject_of_captions(table, vocabulary)
    if kind == "project_performance" and first.project_name is None:
        first = replace(first, project_name=project_named_by_title(table.title, identity.unit_name, vocabulary))
    found: list[IndicatorRecord] = []
    for run in _runs(table, first, vocabulary):
        found += _indicators_of_run(table.seq, run, kind, vocabulary)
    for record in found:
        record.unit_code = record.unit_code or identity.unit_code
    return found


def _runs(table: Table, subject: Subject, vocabulary: Vocabulary) -> list[_Run]:
    """Cut a table into grids: forms above and between grids end one and name the project of the next."""
    declared = grid_of_columns(table, vocabulary)
    runs: list[_Run] = []
    grid = declared
    if declared is None:
        # the upper rows of a form may have been taken for a header; they say whose form it is
        for row in table.header:
            found = grid_of_row(row, vocabulary)
            grid = found or grid
            subject = subject_of_form_row(row, vocabulary, subject) or subject
    else:
        for row in table.header:
            subject = subject_of_form_row(row, vocabulary, subject) or subject
    if grid:
        runs.append(_Run(grid, subject, []))
    for row in aligned_rows(table):
        repeated = grid_of_row(row, vocabulary)
        if repeated:
            if not runs or grid is None or runs[-1].grid.key != repeated.key or runs[-1].subject != subject:
                runs.append(_Run(repeated, subject, []))
            grid = repeated
            continue
        form = subject_of_form_row(row, vocabulary, subject)
        if form is not None and not (grid and form == subject and _is_indicator_row(row, grid)):
            subject = form
            grid = None
            continue
        if grid is not None:
            runs[-1].rows.append(row)
    return runs


def _is_indicator_row(row: TableRow, grid: Grid) -> bool:
    """True when a row fills the grid, whatever label stands beside it (北京: 整体绩效目标 down the left margin)."""
    for block in grid.blocks:
        name = block.columns["level3"].cell(row)
        target = block.columns.get("value") or block.columns.get("comparator")
        if name and not _is_beyond_block(name, block) and target and target.text(row):
            return True
    return False


def _indicators_of_run(table_seq: int, run: _Run, kind: str, vocabulary: Vocabulary) -> list[IndicatorRecord]:
    subjects = _subjects_of_rows(run, kind)
    per_row: list[list[IndicatorRecord]] = [[] for _ in run.rows]
    for block in run.grid.blocks:
        levels = _levels_of_rows(run.rows, block, subjects, vocabulary)
        contexts = [(header, _labels(run.rows, span)) for header, span in block.contexts]
        last: IndicatorRecord | None = None
        for index, row in enumerate(run.rows):
            name = block.columns["level3"].cell(row)
            if name is None or _is_beyond_block(name, block):
                if last is not None and name is None:
                    _continue_explanation(last, row, run.rows, index, block)
                continue
            place = levels[index]
            for header, labels in contexts:
                label = labels[index]
                if label:
                    place.others[header] = label.text
            last = _record(row, name, block, place, vocabulary)
            subject = subjects[index][0]
            last.table_seq = table_seq
            last.unit_code, last.project_code = subject.unit_code, subject.project_code
            last.project_name = subject.project_name
            per_row[index].append(last)
    return [record for records in per_row for record in records]


def _is_beyond_block(cell: TableCell, block: Block) -> bool:
    """True for a cell that runs through the target column as well: a line of the form, no indicator."""
    value = block.columns.get("value") or block.columns.get("comparator")
    return value is not None and cell.column < value.first <= cell.column + cell.column_span - 1


def _subjects_of_rows(run: _Run, kind: str) -> list[tuple[Subject, int]]:
    """Subject of each row, and the first row of the stretch it holds for."""
    columns = run.grid.subjects
    if not columns:
        return [(run.subject, 0)] * len(run.rows)
    names = _labels(run.rows, columns.get("name"))
    codes = _labels(run.rows, columns.get("code"))
    result: list[tuple[Subject, int]] = []
    unit_code: str | None = run.subject.unit_code
    for name, code in zip(names, codes, strict=True):
        unit, project_code = code_of(code.text) if code else (None, None)
        unit_code = unit or unit_code
        start = max((label.start for label in (name, code) if label), default=0)
        project_name: str | None = None
        if kind == "project_performance" and name:
            own_code, project_name = split_project(name.text)
            project_code = project_code or own_code
        result.append((Subject(unit_code, project_code, project_name or run.subject.project_name), start))
    return result


def _labels(rows: Sequence[TableRow], span: Span | None) -> list[Label | None]:
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
        return any(normalise(label).startswith(group) for group in groups) if groups else None

    span1 = block.columns.get("level1")
    level1 = labels_of_rows(rows, span1.cell, fits) if span1 else [None] * len(rows)
    result: list[_Place] = []
    for upper, lower, (_, start) in zip(level1, level2, subjects, strict=True):
        upper_now = upper if upper and upper.start >= start else None
        bound = max(start, upper.start if upper else 0)
        lower_now = lower if lower and lower.start >= bound else None
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
        level3=level3,
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
