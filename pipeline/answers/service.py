"""The questions that programs and assistants may ask, each answered by one object: `mingzhang mcp` and the JSON of the pages are two doors to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from pipeline.answers import comparison
from pipeline.answers.answer import UNIT, Answer, Row, warnings_of
from pipeline.answers.build import Published
from pipeline.answers.evidence import evidence_of
from pipeline.answers.hazards import Caution, Hazards
from pipeline.answers.locked_sql import ROWS, StatementRefusedError, run_locked
from pipeline.answers.measures import MEASURES, SCOPES, STAGES
from pipeline.answers.questions import Question, questions
from pipeline.answers.search import search
from pipeline.home import Home
from pipeline.tracing.trace import TraceError, picture, trace_amount

MOST_ROWS = 500
"""Rows of an answer that is no free statement."""
_FILTERS = {
    "place": "starts_with(coalesce(division_code, ''), $place)",
    "unit": "(unit_name ilike '%' || $unit || '%' or unit_id = $unit)",
    "year": "fiscal_year = $year",
    "stage": "stage = $stage",
    "scope": "document_scope = $scope",
}
"""Narrowing an answer → condition on its rows, or on the rows of the mart that they are."""
_FILTER_COLUMNS = {
    "place": {"division_code"},
    "unit": {"unit_name", "unit_id"},
    "year": {"fiscal_year"},
    "stage": {"stage"},
    "scope": {"document_scope"},
}


class Answers:
    """Answers from the newest published build of a home."""

    def __init__(self, home: Home):
        """Args: home: whose build is asked."""
        self._home = home
        self.build = Published(home)
        self._judge: tuple[str, Hazards] | None = None

    # ---- named metrics ---------------------------------------------------------------------------------------------------

    def metrics(self) -> Answer:
        """The named metrics: what they answer and what they need."""
        rows = [
            {
                "number": q.number, "name": q.name, "question_zh": q.chinese, "question_en": q.english, "note": q.note,
                "parameters": list(q.parameters),
            }
            for q in questions().values()
        ]  # fmt: skip
        return self._answer("named metrics", rows)

    def metric(
        self, name: str, parameters: Mapping[str, object] | None = None, limit: int = 100, **narrowed: object
    ) -> Answer:
        """Answer a named metric.

        Args:
            name: of the metric, or its number.
            parameters: that it needs.
            limit: most rows.
            narrowed: `place`, `unit`, `year`, `stage`, `scope`; those that are None or empty narrow nothing.
        """
        question = questions().get(name) or next((q for q in questions().values() if q.number == name.upper()), None)
        if question is None:
            return self._refused(name, f"There is no metric {name!r}; there are {', '.join(questions())}.")
        given = dict(parameters or {})
        wanted = {key: value for key, value in narrowed.items() if value not in (None, "")}
        for key, allowed in (("stage", STAGES), ("scope", SCOPES)):
            if key in wanted and wanted[key] not in allowed:
                return self._refused(
                    question.english, f"{key} is one of {', '.join(allowed)}, never both: they hold the same money."
                )
        lacking = [key for key in question.parameters if key not in given]
        if "unit" in lacking and "unit" in wanted:
            given["unit"] = f"%{wanted.pop('unit')}%"
            lacking.remove("unit")
        if lacking:
            return self._refused(question.english, f"{question.name} needs {', '.join(lacking)}.")
        try:
            sql = self._narrowed(question, wanted)
        except LookupError as error:
            return self._refused(question.english, str(error))
        limit = max(1, min(limit, MOST_ROWS))
        values = {key: given[key] for key in question.parameters} | wanted
        try:
            found = self.build.rows(f"select * from ({sql}) as answer limit {limit + 1}", values)  # noqa: S608  ours
        except (duckdb.ConversionException, duckdb.BinderException) as error:
            return self._refused(question.english, str(error).splitlines()[0])
        rows = found[:limit]
        note = [Caution("note", question.note, question.note)] if question.note else []
        return Answer(
            question.english, self.build.build_id, rows, [*warnings_of(self.build, rows), *note], is_cut=len(found) > limit,
            about={"number": question.number, "name": question.name, "question_zh": question.chinese},
        )  # fmt: skip

    def _narrowed(self, question: Question, wanted: Mapping[str, object]) -> str:
        """The statement of a question with conditions on its rows, or on the rows of the mart that they are.

        Raises:
            LookupError: its rows are sums over bodies that cannot be narrowed that way.
        """
        inner = question.sql.rstrip(";")
        if not wanted:
            return inner
        columns = self._columns(inner, question)
        own, of_mart = [], []
        marts = (
            {row["row_key"].partition(":")[0] for row in self._sample(inner, question)}
            if "row_key" in columns
            else set()
        )
        for key in wanted:
            if columns >= _FILTER_COLUMNS[key]:
                own.append(_FILTERS[key])
            elif len(marts) == 1:
                of_mart.append(_FILTERS[key])
            elif "row_key" in columns and not marts:  # no row to narrow
                continue
            else:
                raise LookupError(f"{question.name} adds up over bodies and cannot be narrowed by {key}.")
        if of_mart:
            mart = marts.pop()
            have = {
                row["column_name"]
                for row in self.build.rows("select column_name from duckdb_columns() where table_name = ?", [mart])
            }
            for key in wanted:
                if _FILTERS[key] in of_mart and not have >= _FILTER_COLUMNS[key]:
                    raise LookupError(f"{question.name} cannot be narrowed by {key}: its rows have none.")
            own.append(f"row_key in (select row_key from {mart} where {' and '.join(of_mart)})")  # noqa: S608  ours
        return f"select * from ({inner}) as whole {'where ' + ' and '.join(own) if own else ''}"  # noqa: S608  ours

    def _columns(self, sql: str, question: Question) -> set[str]:
        cursor = self.build.connection().cursor()
        cursor.execute(f"select * from ({sql}) limit 0", dict.fromkeys(question.parameters))  # noqa: S608  ours
        return {column[0] for column in cursor.description or []}

    def _sample(self, sql: str, question: Question) -> list[Row]:
        return self.build.rows(f"select row_key from ({sql}) limit 1", dict.fromkeys(question.parameters))  # noqa: S608  ours

    # ---- comparing and finding ------------------------------------------------------------------------------------------

    def compare(
        self, measure: str, year: int | None, stage: str, scope: str, *, place: str = "", limit: int = 100
    ) -> Answer:
        """Rank bodies by one measure of one year, stage and scope; anything mixed is refused."""
        found = comparison.compare(self.build, measure, year, stage, scope, place=place)
        if found is None:
            return self._refused(f"compare {measure}", comparison.what_to_choose(measure, stage, scope))
        limit = max(1, min(limit, MOST_ROWS))
        about = {
            "measure": measure, "measure_zh": MEASURES[measure], "year": found.year, "years": list(found.years), "stage": stage,
            "scope": scope, "bodies": len(found.known), "missing": found.missing, "median_yuan": found.median,
        }  # fmt: skip
        rows = list(found.rows[:limit])
        return Answer(
            f"{measure} {found.year} {stage} {scope}", self.build.build_id, rows, warnings_of(self.build, rows),
            is_cut=len(found.rows) > limit, about=about,
        )  # fmt: skip

    def find(self, text: str) -> Answer:
        """Find bodies and projects by part of a name, pinyin, initials or code, and where an amount is printed."""
        rows = [{key: hit[key] for key in ("kind", "id", "name", "place")} for hit in search(self.build, text)]
        rows = [row | ({"amount_id": row["id"]} if row["kind"] == "amount" else {}) for row in rows]
        return self._answer(f"find {text}", rows)

    def unit(self, unit_id: str) -> Answer:
        """All years of a body: figures by stage and scope, never added."""
        rows = self.build.rows(
            "select * from mart_unit_year where unit_id = ? order by fiscal_year desc, stage, document_scope, row_key",
            [unit_id],
        )
        if not rows:
            return self._refused(
                unit_id, f"There is no body {unit_id!r} with figures in this build: find it by name first."
            )
        return Answer(f"unit {unit_id}", self.build.build_id, rows, warnings_of(self.build, rows))

    # ---- one document, one number -----------------------------------------------------------------------------------------

    def cases(self, document_id: str) -> Answer:
        """What contradicts itself in a document, the gravest first, with the cells of both sides."""
        head = self.build.one("select * from dim_document where document_id = ?", [document_id])
        if head is None:
            return self._refused(document_id, f"There is no document {document_id!r} in this build.")
        rows = self.build.rows(
            """
            select rule_id, rule_zh, severity, cause, case_id, message, left_value, right_value, difference, tolerance, left_pages, right_pages,
                   left_printed, right_printed, left_amount_ids, right_amount_ids
            from mart_finding where document_id = ? and outcome = 'fail'
            order by list_position(['error', 'warn', 'compliance', 'info'], severity), abs(difference) desc nulls last, rule_id, row_key""",
            [document_id],
        )
        names = (
            "document_id",
            "file_name",
            "unit_name",
            "fiscal_year",
            "document_kind",
            "status",
            "text_source",
            "page_count",
        )
        warnings = warnings_of(self.build, [{"document_id": document_id}])
        return Answer(
            f"cases of {document_id}", self.build.build_id, rows, warnings, about={name: head[name] for name in names}
        )

    def trace(self, key: str, column: str = "") -> Answer:
        """The cells behind a number: of an `amount_id`, or of one column (all, when empty) of the row of a mart."""
        cursor = self.build.connection().cursor()
        try:
            if not key.startswith("mart_"):
                cell = trace_amount(cursor, key)
                row = {
                    "amount_id": cell.key, "document_id": cell.document_id, "file_name": cell.file_name, "page": cell.page, "printed": cell.printed,
                    "printed_unit": cell.printed_unit, "amount_yuan": cell.amount_yuan, "row_label": cell.row_label, "column_path": cell.column_path,
                    "box": [cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom],
                    "picture": f"/cell/{cell.key}.png", **cell.meaning,
                }  # fmt: skip
                return Answer(f"trace {key}", self.build.build_id, [row], warnings_of(self.build, [row]))
            found = evidence_of(self.build, key, *([column] if column else []))
        except TraceError as error:
            return self._refused(f"trace {key}", str(error))
        rows = [
            {
                "column": figure.column, "value": figure.value, "how": figure.how, "inputs": list(figure.inputs), "adds_up": figure.adds_up,
                "kind": source.kind, "locator": source.locator, "amount_id": source.locator if source.kind == "amount" else None,
                "document_id": source.document_id, "file_name": source.file_name, "page": source.page, "printed": source.printed,
                "where": source.where,
            }
            for figure in found.figures
            for source in figure.sources
        ]  # fmt: skip
        computed = {figure.column: list(figure.inputs) for figure in found.figures if figure.inputs}
        return Answer(
            f"trace {key}",
            self.build.build_id,
            rows,
            warnings_of(self.build, [{"row_key": key}]),
            about={"computed_from": computed, "row": dict(found.row.row)},
        )

    def cell_picture(self, amount_id: str) -> bytes | None:
        """PNG of the row in which an amount is printed, its cell marked; None when the original cannot be drawn."""
        try:
            cell = trace_amount(self.build.connection().cursor(), amount_id)
            return picture(cell, self._home.stored_file(cell.sha256), framing="row")
        except TraceError:
            return None

    # ---- free statements ----------------------------------------------------------------------------------------------------

    def sql(self, statement: str, limit: int = 200) -> Answer:
        """Run one SELECT within limits of time, rows and memory; a sum over things that hold the same money is refused.

        Args:
            statement: DuckDB SQL on the published tables and the Chinese views (`zh.…`).
            limit: most rows.
        """
        self.build.connection()  # there is one
        warnings = self._hazards().judge(statement)
        grave = [warning for warning in warnings if warning.refuses]
        if grave:
            reasons = " ".join(f"{w.english}. {w.chinese}。" for w in grave)
            return Answer(
                statement,
                self.build.build_id,
                warnings=warnings,
                refused=f"The sum would count money twice or mix units: {reasons}",
            )
        try:
            found = run_locked(self._home.current.resolve(), statement, rows=max(1, min(limit, ROWS)))
        except StatementRefusedError as error:
            return Answer(statement, self.build.build_id, warnings=warnings, refused=str(error))
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        return Answer(
            statement,
            self.build.build_id,
            rows,
            [*warnings, *warnings_of(self.build, rows)],
            is_cut=found.is_cut,
            about={"columns": found.columns},
        )

    def describe(self, table: str = "") -> Answer:
        """The published tables with their comments, or the columns of one."""
        if not table:
            rows = self.build.rows(
                """
                select schema_name as schema, table_name as name, comment from duckdb_tables() where not internal and comment is not null
                union all select schema_name, view_name, comment from duckdb_views() where not internal and comment is not null order by 1, 2"""
            )
            return self._answer("tables", rows)
        rows = self.build.rows(
            """
            select column_name as name, data_type as type, comment from duckdb_columns()
            where not internal and (table_name = ? or schema_name || '.' || table_name = ?) order by column_index""",
            [table, table],
        )
        if not rows:
            return self._refused(table, f"There is no table {table!r}.")
        return self._answer(f"columns of {table}", rows)

    # ---- shared ---------------------------------------------------------------------------------------------------------------

    def _hazards(self) -> Hazards:
        build_id = self.build.build_id
        if self._judge is None or self._judge[0] != build_id:
            self._judge = (build_id, Hazards(self.build.connection()))
        return self._judge[1]

    def _answer(self, what: str, rows: Sequence[dict[str, Any]]) -> Answer:
        return Answer(what, self.build.build_id, rows, unit=UNIT)

    def _refused(self, what: str, why: str) -> Answer:
        return Answer(what, self.build.build_id, refused=why)
