"""`make demo`: the main job on the sample disclosures, and a first look at what came out."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.cli.ingest import run
from pipeline.cli.main import run_app
from pipeline.cli.output import print_table, stdout, thousands
from pipeline.cli.published import Rows, ask, open_published
from pipeline.cli.summary import print_summary
from pipeline.home import Home

_COLLECTION = "samples"

_DOCUMENTS = """
    select file_name as file, status, document_kind as kind, fiscal_year as year, unit_name as unit, status_reason as why
    from dim_document where collection = $1 order by file_name
"""

_FIGURES = """
    select unit_name as unit, fiscal_year as year, (expenditure_yuan / 10000)::decimal(20, 2) as expenditure,
           (basic_personnel_yuan / 10000)::decimal(20, 2) as personnel, (basic_public_yuan / 10000)::decimal(20, 2) as public,
           (project_yuan / 10000)::decimal(20, 2) as projects, (three_public_yuan / 10000)::decimal(20, 2) as three_public,
           round(100 * project_share)::integer || ' %' as project_share
    from mart_unit_year where document_id in (select document_id from dim_document where collection = $1)
    order by 1, 2
"""

_AMOUNT = """
    select a.amount_id from fact_amount as a join dim_document as d using (document_id)
    where d.collection = $1 and a.table_kind = 'three_public' and a.amount_yuan > 0 order by d.file_name, a.page, a.row_seq, a.column_seq limit 1
"""

_FINDINGS = """
    select d.file_name as file, f.severity, f.rule_id as rule, f.left_value as "left", f.right_value as "right", f.message
    from finding as f join dim_document as d using (document_id)
    where d.collection = $1 and d.status <> 'superseded' and f.outcome = 'fail' and f.severity in ('error', 'warn')
    order by array_position(['error', 'warn'], f.severity), d.file_name, f.rule_id
"""

_SHOWN = 8

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def demo(
    samples: Annotated[list[Path], typer.Argument(help="Sample disclosures.")],
    home: Annotated[Path, typer.Option("--home", help="A fresh home folder.")],
) -> None:
    """Ingest samples and show documents, figures, findings and what to try next."""
    place = Home.locate(home)
    console = stdout()
    summary = run(place, samples, _COLLECTION, time.perf_counter())
    with open_published(place) as connection:
        _show(console, "Documents", ask(connection, _DOCUMENTS, [_COLLECTION]))
        _show(console, "What the offices spend, in 万元 (mart_unit_year)", ask(connection, _FIGURES, [_COLLECTION]))
        _show(console, "What does not add up", ask(connection, _FINDINGS, [_COLLECTION]), shown=_SHOWN)
        (mark,) = ask(connection, _AMOUNT, [_COLLECTION]).rows[0]
    console.print()
    print_summary(summary)
    console.print("\n[bold]Try next[/bold] (in this folder, after `source .venv/bin/activate`)")
    for command in (
        'mingzhang query "select * from mart_unit_year"',
        "mingzhang findings S6_justice_2024_inconsistent.pdf",
        f"mingzhang trace {mark} -o cell.png",
        "mingzhang export tables --format xlsx",
        "mingzhang ui",
        "mingzhang web",
    ):
        console.print(f"  {command} --home {home}", markup=False, soft_wrap=True)
    console.print("\nThe last one shows everything as pages: http://127.0.0.1:8000 (`make web`)", markup=False)


def _show(console: Console, title: str, answer: Rows, shown: int = 20) -> None:
    rows = [[thousands(value) if isinstance(value, Decimal) else value for value in row] for row in answer.rows]
    console.print()
    print_table(
        answer.columns,
        rows[:shown],
        title,
        numeric=[any(isinstance(row[n], int | Decimal) for row in answer.rows) for n in range(len(answer.columns))],
    )
    if len(rows) > shown:
        console.print(f"… {len(rows) - shown:,} more")


if __name__ == "__main__":
    run_app(app)
