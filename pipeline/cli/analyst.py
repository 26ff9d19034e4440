"""`mingzhang query`, `documents`, `findings`: reading the published warehouse."""

from __future__ import annotations

from typing import Annotated

import duckdb
import typer

from pipeline.cli.options import FormatOption, HomeOption, locate
from pipeline.cli.output import Format, UsageError, print_rows, stderr, stdout
from pipeline.cli.published import MOST_SECONDS, Rows, ask, ask_as_user, open_published

_DOCUMENTS = """
    select d.document_id, d.status, d.collection || '/' || d.file_name as file, d.document_kind, d.fiscal_year, d.unit_name,
           d.page_count as pages, coalesce(t.tables, 0) as tables, coalesce(t.bound, 0) as bound, coalesce(a.amounts, 0) as amounts,
           coalesce(f.failed, 0) as failed_rules, d.status_reason
    from dim_document as d
    left join (select document_id, count(*) as tables, count(*) filter (status = 'bound') as bound from document_table group by all) as t
        using (document_id)
    left join (select document_id, count(*) as amounts from fact_amount group by all) as a using (document_id)
    left join (select document_id, count(*) as failed from finding where outcome = 'fail' group by all) as f using (document_id)
    order by d.collection, d.file_name
"""

_FINDINGS = """
    with shown as (
        select row_number() over () as n, f.* from finding as f
        where (f.outcome in ('fail', 'detail_withheld') or $everything)
          and ($document is null or f.document_id = $document)
          and ($severity is null or f.severity = $severity)
        -- one line per contradiction: the gravest finding stands for its case
        qualify not $cases or row_number() over (
            partition by f.document_id, coalesce(f.case_id, f.rule_id || f.message)
            order by array_position(['error', 'warn', 'compliance', 'info'], f.severity), f.rule_id, f.message
        ) = 1
    ),
    sized as (
        select case_id, count(*) as case_findings from finding where case_id is not null group by case_id
    ),
    named as (
        select n, 'left' as side, unnest(left_amount_ids) as amount_id from shown
        union all
        select n, 'right', unnest(right_amount_ids) from shown
    ),
    cells as (
        select n, list('p' || page || ' ' || printed order by page, row_seq, column_seq) filter (side = 'left') as left_printed,
               list('p' || page || ' ' || printed order by page, row_seq, column_seq) filter (side = 'right') as right_printed
        from named join fact_amount using (amount_id) group by n
    )
    select f.document_id, d.file_name as file, f.severity, f.rule_id, f.outcome, f.message,
           f.left_value, f.right_value, f.difference, f.tolerance, c.left_printed, c.right_printed, f.left_amount_ids, f.right_amount_ids,
           f.case_id, s.case_findings
    from shown as f
    join dim_document as d using (document_id)
    left join cells as c using (n)
    left join sized as s on f.case_id = s.case_id
    order by d.file_name, array_position(['error', 'warn', 'compliance', 'info'], f.severity), f.rule_id, f.message
"""

_SHOWN_CELLS = 4


def query(
    sql: Annotated[
        str, typer.Argument(help='One DuckDB SELECT, e.g. "select * from mart_unit_year".', show_default=False)
    ],
    home: HomeOption = None,
    form: FormatOption = Format.TABLE,
    seconds: Annotated[float, typer.Option(help="Stop the query after so many seconds.", min=0.1)] = MOST_SECONDS,
) -> None:
    """Run SQL on the published warehouse: read-only, without access to files or the network, within limits of time and memory."""
    with open_published(locate(home)) as connection:
        answer = ask_as_user(connection, sql, seconds)
    print_rows(answer.columns, answer.rows, form)


def documents(home: HomeOption = None, form: FormatOption = Format.TABLE) -> None:
    """Show the status of every document, and why."""
    with open_published(locate(home)) as connection:
        answer = ask(connection, _DOCUMENTS)
    if form is Format.TABLE:
        answer = Rows(_SHORT_COLUMNS, [_short(row) for row in answer.dicts()])
    print_rows(answer.columns, answer.rows, form)


_SHORT_COLUMNS = ["document", "status", "file", "year", "unit", "pages", "tables", "amounts", "failed", "reason"]


def _short(row: dict[str, object]) -> tuple[object, ...]:
    """What fits on a terminal; the other formats have every column."""
    tables = f"{row['bound']}/{row['tables']}" if row["tables"] else ""
    names = ("document_id", "status", "file", "fiscal_year", "unit_name", "pages")
    return (*(row[name] for name in names), tables, row["amounts"], row["failed_rules"], row["status_reason"])


def findings(
    document: Annotated[
        str | None, typer.Argument(help="A document_id (or its beginning) or a file name.", show_default=False)
    ] = None,
    home: HomeOption = None,
    form: FormatOption = Format.TABLE,
    severity: Annotated[
        str | None, typer.Option(help="Only error, warn, compliance or info.", show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also rules that passed or could not run.")] = False,
    *,
    cases: Annotated[bool, typer.Option("--cases", help="One line per contradiction instead of one per rule.")] = False,
) -> None:
    """Show failed rules with both figures, their pages and the printed text."""
    if severity not in (None, "error", "warn", "compliance", "info"):
        raise UsageError(f"There is no severity `{severity}`: use error, warn, compliance or info.")
    with open_published(locate(home)) as connection:
        chosen = find_document(connection, document) if document else None
        answer = Rows(*_findings(connection, chosen, severity, everything=everything, cases=cases))
    if form is Format.TABLE:
        _print_findings(answer)
    else:
        print_rows(answer.columns, answer.rows, form)


def find_document(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """The document that a user means.

    Args:
        connection: to the published build.
        text: a document_id, the beginning of one, or a file name with or without its folders.

    Raises:
        UsageError: none or several match.
    """
    found = ask(
        connection,
        """select document_id, collection || '/' || file_name from dim_document
           where starts_with(document_id, lower($1)) or file_name = $1 or collection || '/' || file_name = $1 or ends_with(file_name, '/' || $1)
           order by 2""",
        [text],
    ).rows
    if not found:
        raise UsageError(f"No document `{text}`: see `mingzhang documents` for ids and file names.")
    if len(found) > 1:
        names = ", ".join(f"{row[0]} ({row[1]})" for row in found[:5])
        raise UsageError(f"`{text}` fits {len(found)} documents: {names}. Give more of the id.")
    return str(found[0][0])


def _findings(
    connection: duckdb.DuckDBPyConnection, document: str | None, severity: str | None, *, everything: bool, cases: bool
) -> tuple[list[str], list[tuple[object, ...]]]:
    parameters = {"document": document, "severity": severity, "everything": everything, "cases": cases}
    cursor = connection.execute(_FINDINGS, parameters)
    return [column[0] for column in cursor.description or []], cursor.fetchall()


def _print_findings(answer: Rows) -> None:
    console = stdout()
    if not answer.rows:
        console.print("No failed rule.")
        return
    colours = {"error": "red", "warn": "yellow", "compliance": "magenta", "info": "cyan"}
    file = None
    for row in answer.dicts():
        if row["file"] != file:
            file = row["file"]
            console.print(f"\n[bold]{file}[/bold]  {row['document_id']}")
        colour = colours.get(str(row["severity"]), "white")
        console.print(f"  [{colour}]{row['severity']:<10}[/{colour}] {row['rule_id']}  ", end="")
        console.print(str(row["message"] or row["outcome"]), markup=False)
        figures = f"             {_money(row['left_value'])} ≠ {_money(row['right_value'])}"
        if row["difference"] is not None:
            figures += f"   difference {_money(row['difference'])}, allowed {_money(row['tolerance'])}"
        if row["left_value"] is not None or row["right_value"] is not None:
            console.print(figures, markup=False)
        printed = [_cells(row["left_printed"]), _cells(row["right_printed"])]
        if any(printed):
            console.print(f"             printed: {' against '.join(text or '—' for text in printed)}", markup=False)
    stderr().print(
        f"\n{len(answer.rows):,} findings. `mingzhang trace AMOUNT_ID` shows a figure on its page; ids with --format json."
    )


def _money(value: object) -> str:
    return "—" if value is None else f"{value:,.2f}"


def _cells(cells: object) -> str:
    if not isinstance(cells, list) or not cells:
        return ""
    more = f" … {len(cells) - _SHOWN_CELLS} more" if len(cells) > _SHOWN_CELLS else ""
    return ", ".join(str(cell) for cell in cells[:_SHOWN_CELLS]) + more
