"""`make demo`: the main job on the sample disclosures, and a first look at what came out."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console

from pipeline.cli.ingest import run
from pipeline.cli.main import run_app
from pipeline.cli.output import print_table, stdout, thousands
from pipeline.cli.published import Rows, ask, open_published
from pipeline.cli.summary import print_summary
from pipeline.warehouse.home import Home

_COLLECTION = "samples"

_DOCUMENTS = """
    select file_name as file, status, document_kind as kind, fiscal_year as year, unit_name as unit, status_reason as why
    from dim_document where collection = $1 order by file_name
"""

_FIGURES = """
    select u.unit_name as unit, a.fiscal_year as year, t.title as "table", a.page, a.row_label as row, a.printed || ' ' || a.printed_unit as printed,
           a.amount_yuan as yuan, a.amount_id
    from fact_amount as a
    join dim_document as u using (document_id)
    join document_table as t using (document_id, table_seq)
    where u.collection = $1 and u.status in ('loaded', 'loaded_with_findings')
      and a.table_kind = 'expenditure' and a.row_kind = 'total' and a.is_leaf_column and a.amount_yuan > 0
    order by 1, 2, a.page, a.column_seq
"""

_FINDINGS = """
    select d.file_name as file, f.severity, f.rule_id as rule, f.left_value as "left", f.right_value as "right", f.message
    from finding as f join dim_document as d using (document_id)
    where d.collection = $1 and f.outcome = 'fail' and f.severity in ('error', 'warn')
    order by array_position(['error', 'warn'], f.severity), d.file_name, f.rule_id
"""

_SHOWN = 10

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Folder with sample disclosures.")],
    home: Annotated[Path, typer.Option("--home", help="A fresh home folder.")],
) -> None:
    """Ingest a folder of samples and show documents, figures, findings and what to try next."""
    place = Home.locate(home)
    console = stdout()
    summary = run(place, [folder], _COLLECTION, time.perf_counter())
    with open_published(place) as connection:
        _show(console, "Documents", ask(connection, _DOCUMENTS, [_COLLECTION]))
        figures = ask(connection, _FIGURES, [_COLLECTION])
        _show(console, "Total expenditure (支出总表), by kind of spending", figures)
        _show(console, "What does not add up", ask(connection, _FINDINGS, [_COLLECTION]))
        mark = _amount_to_trace(connection, figures)
    console.print()
    print_summary(summary)
    console.print("\n[bold]Try next[/bold] (in this folder, after `source .venv/bin/activate`)")
    for command in (
        'mingzhang query "select * from mart_unit_year"',
        "mingzhang findings S6_justice_2024_inconsistent.pdf",
        f"mingzhang trace {mark} -o cell.png",
        "mingzhang export tables --format xlsx",
        "mingzhang ui",
    ):
        console.print(f"  {command} --home {home}", markup=False, soft_wrap=True)


def _show(console: Console, title: str, answer: Rows) -> None:
    rows = [[thousands(value) if isinstance(value, Decimal) else value for value in row] for row in answer.rows]
    console.print()
    print_table(answer.columns, rows[:_SHOWN], title)
    if len(rows) > _SHOWN:
        console.print(f"… {len(rows) - _SHOWN:,} more")


def _amount_to_trace(connection: duckdb.DuckDBPyConnection, figures: Rows) -> str:
    if figures.rows:
        return str(figures.rows[0][figures.columns.index("amount_id")])
    return str(ask(connection, "select min(amount_id) from fact_amount").rows[0][0])


if __name__ == "__main__":
    run_app(app)
