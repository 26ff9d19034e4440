"""What changed between two published builds: documents, totals of a body, amounts, findings - the most surprising first.

Surprise is between 0 and 1. For figures it is the relative deviation |a - b| / max(|a|, |b|), which is bounded and treats a rise and a fall alike;
for everything else a fixed weight says how much it should startle (a figure that vanished more than one that came). A document that is new or gone
is one change; its figures are not listed one by one. The diff informs: it never stops a build.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl

from pipeline.warehouse.database import SETTINGS
from schemas.declaration import polars_schema, quote_literal
from schemas.registry import TABLES

TABLE = "meta_build_diff"
ROWS_KEPT = 5000
"""Most changes kept with a build; the counts cover all of them."""
_SHOWN = 100

_MEANING = (
    "table_kind", "row_kind", "is_leaf", "is_leaf_column", "flow", "fund", "spending_kind", "three_public_item", "stage", "fiscal_year",
    "unit_code", "unit_name", "function_code", "department_economic_code", "government_economic_code", "project_code", "project_name",
)  # fmt: skip
"""Columns of an amount that say what it means; a change in one of them is a change of the amount."""

_MEASURES = {
    "revenue_yuan": "本年收入", "expenditure_yuan": "支出", "basic_yuan": "基本支出", "project_yuan": "项目支出",
    "general_public_yuan": "一般公共预算支出", "three_public_yuan": "“三公”经费", "operating_expenses_yuan": "机关运行经费",
}  # fmt: skip
"""Totals of `mart_unit_year` that are compared body by body, whatever document they come from."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change; a row of `meta_build_diff` without the builds."""

    subject: str
    """`document`, `figure`, `amount` or `finding`."""
    change: str
    """`added`, `removed` or `changed`."""
    document_id: str | None
    file_name: str | None
    unit_name: str | None
    fiscal_year: int | None
    key: str | None
    what: str | None
    before_text: str | None
    after_text: str | None
    before_yuan: Decimal | None
    after_yuan: Decimal | None
    surprise: Decimal


@dataclass(frozen=True, slots=True)
class BuildDiff:
    """The comparison of two builds."""

    build_id: str
    previous_build_id: str
    counts: dict[str, int]
    """`subject change` → number of changes, all of them."""
    changes: list[Change]
    """The most surprising ones, at most `ROWS_KEPT`."""


def compare_builds(before: Path, after: Path, *, keep: int = ROWS_KEPT) -> BuildDiff:
    """Compare two builds.

    Args:
        before: DuckDB file of the older build.
        after: DuckDB file of the newer build.
        keep: how many changes to keep.

    Returns:
        the changes, the most surprising first.

    Raises:
        duckdb.Error: a file is no build of this program, or too old to be compared.
    """
    with duckdb.connect(config=SETTINGS) as connection:
        for name, path in (("before", before), ("after", after)):
            connection.execute(f"ATTACH {quote_literal(str(path))} AS {name} (READ_ONLY)")
        _changed_documents(connection)
        connection.execute(
            f"CREATE TEMP TABLE change AS SELECT * FROM ({_DOCUMENTS}) UNION ALL BY NAME SELECT * FROM ({_figures()}) "  # noqa: S608
            f"UNION ALL BY NAME SELECT * FROM ({_amounts(connection)}) UNION ALL BY NAME SELECT * FROM ({_FINDINGS})"
        )
        columns = ", ".join(Change.__dataclass_fields__)
        rows = connection.execute(
            f"SELECT {columns} FROM change ORDER BY surprise DESC, greatest(abs(before_yuan), abs(after_yuan)) DESC NULLS LAST, "  # noqa: S608
            "subject, document_id, key LIMIT ?",
            [keep],
        ).fetchall()
        counts = connection.execute(
            "SELECT subject || ' ' || change, count(*) FROM change GROUP BY subject, change ORDER BY subject, change"
        ).fetchall()
    return BuildDiff(after.stem.lstrip("."), before.stem, dict(counts), [Change(*row) for row in rows])


def _changed_documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Documents in both builds whose amounts or findings differ: only their rows are compared one by one."""
    hashed = ", ".join(["amount_id", "amount_yuan", *_meaning(connection)])
    for name in ("before", "after"):
        connection.execute(
            f"""CREATE TEMP TABLE {name}_print AS
                SELECT document_id, sum(amounts)::HUGEINT AS amounts, sum(findings)::HUGEINT AS findings FROM (
                    SELECT document_id, hash({hashed}) % 1000000007 AS amounts, 0 AS findings FROM {name}.fact_amount
                    UNION ALL
                    SELECT document_id, 0, hash(rule_id, outcome, left_value, right_value) % 1000000007 FROM {name}.finding
                ) GROUP BY document_id"""  # noqa: S608
        )
    connection.execute(
        """CREATE TEMP TABLE compared AS
           SELECT document_id FROM before_print JOIN after_print USING (document_id)
           WHERE (before_print.amounts, before_print.findings) IS DISTINCT FROM (after_print.amounts, after_print.findings)"""
    )


def _meaning(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The columns of meaning that both builds have: an older build may lack one."""
    rows = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name IN ('before', 'after') AND table_name = 'fact_amount' "
        "AND schema_name = 'main' GROUP BY column_name HAVING count(DISTINCT database_name) = 2"
    ).fetchall()
    both = {row[0] for row in rows}
    return [name for name in _MEANING if name in both]


_DOCUMENTS = """
    SELECT 'document' AS subject,
        CASE WHEN b.document_id IS NULL THEN 'added' WHEN a.document_id IS NULL THEN 'removed' ELSE 'changed' END AS change,
        coalesce(a.document_id, b.document_id) AS document_id, coalesce(a.file_name, b.file_name) AS file_name,
        coalesce(a.unit_name, b.unit_name) AS unit_name, coalesce(a.fiscal_year, b.fiscal_year) AS fiscal_year,
        NULL::VARCHAR AS key, coalesce(a.document_kind, b.document_kind) AS what,
        concat_ws(', ', b.status, b.document_kind, b.fiscal_year, b.unit_name, b.amount_count || ' amounts') AS before_text,
        concat_ws(', ', a.status, a.document_kind, a.fiscal_year, a.unit_name, a.amount_count || ' amounts') AS after_text,
        NULL::DECIMAL(20, 2) AS before_yuan, NULL::DECIMAL(20, 2) AS after_yuan,
        (CASE
            WHEN a.document_id IS NULL THEN 1
            WHEN b.document_id IS NULL THEN if(a.status = 'rejected', 0.3, 0.1)
            WHEN a.status = 'rejected' AND b.status <> 'rejected' THEN 1
            WHEN (a.document_kind, a.fiscal_year, a.unit_name) IS DISTINCT FROM (b.document_kind, b.fiscal_year, b.unit_name) THEN 0.9
            WHEN a.amount_count < b.amount_count THEN least(1, 0.3 + (b.amount_count - a.amount_count) / b.amount_count)
            WHEN a.status LIKE 'loaded%' AND b.status LIKE 'loaded%' AND a.amount_count = b.amount_count THEN 0.05
            WHEN a.status IN ('superseded', 'duplicate') AND b.status NOT IN ('superseded', 'duplicate') THEN 0.5
            ELSE 0.3
        END)::DECIMAL(6, 4) AS surprise
    FROM before.dim_document AS b FULL JOIN after.dim_document AS a USING (document_id)
    WHERE a.document_id IS NULL OR b.document_id IS NULL
        OR (a.status, a.document_kind, a.fiscal_year, a.unit_name, a.amount_count)
            IS DISTINCT FROM (b.status, b.document_kind, b.fiscal_year, b.unit_name, b.amount_count)
"""

_RELATIVE = "(abs({a} - {b}) / greatest(abs({a}), abs({b})))"


def _bounded(a: str, b: str) -> str:
    """SQL of the relative deviation, at most 1 also when the sign changes."""
    return f"least(1, {_RELATIVE.format(a=a, b=b)})::DECIMAL(6, 4)"


def _figures() -> str:
    names = ", ".join(_MEASURES)
    sides = {
        side: f"SELECT document_id, unit_id, unit_name, fiscal_year, document_kind, name AS measure, value AS yuan FROM (UNPIVOT "  # noqa: S608
        f"(SELECT document_id, unit_id, unit_name, fiscal_year, document_kind, "
        f"{', '.join(f'{name}::DECIMAL(20, 2) AS {name}' for name in _MEASURES)} FROM {side}.mart_unit_year "
        f"QUALIFY count(*) OVER (PARTITION BY unit_id, fiscal_year, document_kind) = 1) ON {names})"
        for side in ("before", "after")
    }
    words = " ".join(f"WHEN {quote_literal(name)} THEN {quote_literal(word)}" for name, word in _MEASURES.items())
    return f"""
        SELECT 'figure' AS subject, 'changed' AS change, a.document_id, d.file_name, a.unit_name, a.fiscal_year, a.measure AS key,
            CASE a.measure {words} END || if(a.document_id = b.document_id, '', ' (another edition)') AS what,
            NULL::VARCHAR AS before_text, NULL::VARCHAR AS after_text, b.yuan AS before_yuan, a.yuan AS after_yuan,
            {_bounded("a.yuan", "b.yuan")} AS surprise
        FROM ({sides["before"]}) AS b JOIN ({sides["after"]}) AS a USING (unit_id, fiscal_year, document_kind, measure)
        LEFT JOIN after.dim_document AS d ON a.document_id = d.document_id
        WHERE a.yuan <> b.yuan
    """  # noqa: S608


def _amounts(connection: duckdb.DuckDBPyConnection) -> str:
    meaning = _meaning(connection)
    sides = {
        side: f"SELECT *, concat_ws(' | ', {', '.join(f'{name}::VARCHAR' for name in meaning)}) AS meaning, "  # noqa: S608
        f"((x0 + x1) / 2)::INTEGER AS mid_x, ((top + bottom) / 2)::INTEGER AS mid_y "
        f"FROM {side}.fact_amount WHERE document_id IN (FROM compared)"
        for side in ("before", "after")
    }
    differing = " || ', ' || ".join(
        f"if(b.{name} IS DISTINCT FROM a.{name}, '{name} ' || coalesce({{side}}.{name}::VARCHAR, '-'), '')"
        for name in meaning
    )

    def text(side: str) -> str:
        return f"regexp_replace(trim({differing.format(side=side)}, ', '), '(, )+', ', ', 'g')"

    # an id that is new may be the same cell in a table that was cut differently: then the place on the page tells
    return f"""
        WITH b AS ({sides["before"]}), a AS ({sides["after"]}),
        same_id AS (SELECT a.amount_id AS after_id, b.amount_id AS before_id FROM a JOIN b USING (amount_id)),
        same_place AS (
            SELECT a.amount_id AS after_id, b.amount_id AS before_id
            FROM (FROM a WHERE amount_id NOT IN (SELECT after_id FROM same_id)) AS a
            JOIN (FROM b WHERE amount_id NOT IN (SELECT before_id FROM same_id)) AS b USING (document_id, page, mid_x, mid_y)
            QUALIFY count(*) OVER (PARTITION BY a.amount_id) = 1 AND count(*) OVER (PARTITION BY b.amount_id) = 1
        ),
        pair AS (FROM same_id UNION ALL FROM same_place),
        kept AS (
            SELECT a.document_id, a.amount_id AS key, a.row_label, a.column_path, a.page,
                if(a.amount_yuan = b.amount_yuan, {text("b")}, b.printed || b.printed_unit) AS before_text,
                if(a.amount_yuan = b.amount_yuan, {text("a")}, a.printed || a.printed_unit) AS after_text,
                b.amount_yuan AS before_yuan, a.amount_yuan AS after_yuan, 'changed' AS change,
                if(a.amount_yuan = b.amount_yuan, 0.2, {_bounded("a.amount_yuan", "b.amount_yuan")})::DECIMAL(6, 4) AS surprise
            FROM pair JOIN a ON pair.after_id = a.amount_id JOIN b ON pair.before_id = b.amount_id
            WHERE a.amount_yuan <> b.amount_yuan OR a.meaning <> b.meaning
        ),
        gone AS (
            SELECT document_id, amount_id AS key, row_label, column_path, page, printed || printed_unit AS before_text,
                NULL AS after_text, amount_yuan AS before_yuan, NULL AS after_yuan, 'removed' AS change, 0.8::DECIMAL(6, 4) AS surprise
            FROM b WHERE amount_id NOT IN (SELECT before_id FROM pair)
        ),
        come AS (
            SELECT document_id, amount_id AS key, row_label, column_path, page, NULL AS before_text,
                printed || printed_unit AS after_text, NULL AS before_yuan, amount_yuan AS after_yuan, 'added' AS change,
                0.4::DECIMAL(6, 4) AS surprise
            FROM a WHERE amount_id NOT IN (SELECT after_id FROM pair)
        )
        SELECT 'amount' AS subject, change, document_id, d.file_name, d.unit_name, d.fiscal_year, key,
            concat('page ', page, ': ', row_label, ' / ', column_path) AS what, before_text, after_text, before_yuan, after_yuan, surprise
        FROM (FROM kept UNION ALL BY NAME FROM gone UNION ALL BY NAME FROM come) JOIN after.dim_document AS d USING (document_id)
    """  # noqa: S608


_FINDINGS = """
    WITH b AS (
        SELECT document_id, rule_id, count(*) AS failures, any_value(severity) AS severity, arg_max(message, abs(difference)) AS message
        FROM before.finding WHERE outcome = 'fail' AND document_id IN (FROM compared) GROUP BY document_id, rule_id
    ), a AS (
        SELECT document_id, rule_id, count(*) AS failures, any_value(severity) AS severity, arg_max(message, abs(difference)) AS message
        FROM after.finding WHERE outcome = 'fail' AND document_id IN (FROM compared) GROUP BY document_id, rule_id
    )
    SELECT 'finding' AS subject,
        CASE WHEN b.rule_id IS NULL THEN 'added' WHEN a.rule_id IS NULL THEN 'removed' ELSE 'changed' END AS change,
        document_id, d.file_name, d.unit_name, d.fiscal_year, rule_id AS key,
        coalesce(r.statement_en, rule_id) AS what,
        b.failures || ' failing: ' || coalesce(b.message, '') AS before_text,
        a.failures || ' failing: ' || coalesce(a.message, '') AS after_text,
        (CASE coalesce(a.severity, b.severity) WHEN 'error' THEN 1 WHEN 'warn' THEN 0.6 ELSE 0.2 END
            * CASE WHEN b.rule_id IS NULL THEN 0.9 WHEN a.rule_id IS NULL THEN 0.3 ELSE 0.3 END)::DECIMAL(6, 4) AS surprise
    FROM b FULL JOIN a USING (document_id, rule_id)
    JOIN after.dim_document AS d USING (document_id) LEFT JOIN after.dim_rule AS r USING (rule_id)
    WHERE b.failures IS DISTINCT FROM a.failures
"""


def store_diff(connection: duckdb.DuckDBPyConnection, diff: BuildDiff) -> None:
    """Write the changes to `meta_build_diff` of the newer build.

    Args:
        connection: to the newer build, writable.
        diff: the comparison.
    """
    connection.execute(f"DELETE FROM main.{TABLE}")  # noqa: S608
    rows = [
        {"build_id": diff.build_id, "previous_build_id": diff.previous_build_id, "diff_no": number, **asdict(change)}
        for number, change in enumerate(diff.changes, start=1)
    ]
    connection.register("incoming_change", pl.DataFrame(rows, schema=polars_schema(TABLES[TABLE])))
    try:
        connection.execute(f"INSERT INTO main.{TABLE} BY NAME FROM incoming_change")
    finally:
        connection.unregister("incoming_change")


def write_diff_files(diff: BuildDiff, folder: Path) -> list[Path]:
    """Write the diff beside the build: `<build>.diff.json` for programs, `<build>.diff.md` for people.

    Args:
        diff: the comparison.
        folder: where the builds are.

    Returns:
        the files.

    Raises:
        OSError: the folder cannot be written.
    """
    as_json, as_text = folder / f"{diff.build_id}.diff.json", folder / f"{diff.build_id}.diff.md"
    content = {
        "build": diff.build_id,
        "previous_build": diff.previous_build_id,
        "counts": diff.counts,
        "changes": [{name: _plain(value) for name, value in asdict(change).items()} for change in diff.changes],
    }
    as_json.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    as_text.write_text(markdown(diff), encoding="utf-8")
    return [as_json, as_text]


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value


def markdown(diff: BuildDiff) -> str:
    """The diff for people: how many changes of each kind, and the most surprising ones."""
    lines = [f"# {diff.previous_build_id} → {diff.build_id}", ""]
    total = Counter(diff.counts).total()
    if not total:
        return "\n".join([*lines, "Nothing changed.", ""])
    lines += [
        "| change | number |",
        "|---|---:|",
        *(f"| {name} | {number} |" for name, number in diff.counts.items()),
        "",
    ]
    lines += ["| surprise | subject | change | unit, year | what | before | after |", "|---:|---|---|---|---|---|---|"]
    for change in diff.changes[:_SHOWN]:
        cells = (
            f"{change.surprise:.2f}", change.subject, change.change,
            " ".join(str(part) for part in (change.unit_name or change.file_name, change.fiscal_year) if part),
            change.what or change.key, _side(change.before_yuan, change.before_text), _side(change.after_yuan, change.after_text),
        )  # fmt: skip
        lines.append("| " + " | ".join(str(cell or "").replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    if total > _SHOWN:
        lines += ["", f"… {total - min(total, _SHOWN)} more changes in `meta_build_diff` and the JSON file."]
    return "\n".join([*lines, ""])


def _side(yuan: Decimal | None, text: str | None) -> str:
    return " ".join(
        part
        for part in (
            f"{yuan:,.2f}" if yuan is not None else "",
            f"({text})" if text and yuan is not None else text or "",
        )
        if part
    )
