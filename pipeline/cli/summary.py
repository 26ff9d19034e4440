"""What `mingzhang ingest` says at the end: the state of the published warehouse and what this run added to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from pipeline.cli.output import stdout
from pipeline.cli.published import ask, open_published
from pipeline.home import Home
from pipeline.intake.names import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extracting.documents import DocumentOutcome

_LISTED = 15

_FILES = """
    select f.collection || '/' || f.file_name,
           case when f.status = 'duplicate' then 'duplicate' else d.status end,
           case when f.status = 'duplicate' then f.reason else d.status_reason end
    from document_file as f join dim_document as d using (document_id)
    where list_contains($1, f.collection) order by 1
"""
_TABLES = """
    select t.status, count(*) from document_table as t join dim_document as d using (document_id)
    where list_contains($1, d.collection) group by all
"""
_AMOUNTS = "select count(*) from fact_amount as a join dim_document as d using (document_id) where list_contains($1, d.collection)"
_FAILED = """
    select f.severity, count(*) from finding as f join dim_document as d using (document_id)
    where f.outcome = 'fail' and list_contains($1, d.collection) group by all
"""
_CORRECTIONS = """
    select collection || '/corrections.yml entry ' || entry_no, status_reason
    from fact_amount_correction where status <> 'applied' and list_contains($1, collection) order by collection, entry_no
"""


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """Counts over the collections of one run."""

    home: str
    published: str
    collections: list[str]
    documents: dict[str, int]
    """Files by status, of the collections that were run (of all when nothing was new)."""
    documents_read: int
    """Read by this run; the others were read before."""
    pages_read: int
    tables: dict[str, int]
    """Tables by status."""
    amounts: int
    findings: dict[str, int]
    """Failed rules by severity."""
    not_loaded: list[dict[str, str]]
    """Rejected files and duplicates: file, status, reason."""
    corrections_not_applied: list[dict[str, str]]
    """Entries of `corrections.yml` that fit no cell any more: entry, reason."""
    new_build: bool
    seconds: float
    stages: list[dict[str, object]] = field(default_factory=list)
    """What each stage took (`pipeline.cli.timings.Stage`); none when nothing was run."""

    def as_dict(self) -> dict[str, object]:
        """For `--json`."""
        return asdict(self)


def summarise(
    home: Home, collections: list[str], read: Sequence[DocumentOutcome], seconds: float, *, built: bool
) -> IngestSummary:
    """Collect the figures of a run from the published build.

    Args:
        home: the home folder.
        collections: what was run; empty for all that is published.
        read: documents that were read.
        seconds: how long the command took.
        built: whether a new build was published.
    """
    with open_published(home) as connection:
        chosen = collections or [
            str(row[0]) for row in ask(connection, "select distinct collection from document_file").rows
        ]
        files = ask(connection, _FILES, [chosen]).rows
        tables = ask(connection, _TABLES, [chosen]).rows
        amounts = ask(connection, _AMOUNTS, [chosen]).rows
        failed = ask(connection, _FAILED, [chosen]).rows
        corrections = ask(connection, _CORRECTIONS, [chosen]).rows
    by_status: dict[str, int] = {}
    for _, status, _ in files:
        by_status[str(status)] = by_status.get(str(status), 0) + 1
    return IngestSummary(
        home=str(home.root),
        published=str(home.current),
        collections=chosen,
        documents=by_status,
        documents_read=len(read),
        pages_read=sum(outcome.page_count for outcome in read),
        tables={str(status): int(str(count)) for status, count in tables},
        amounts=int(str(amounts[0][0])),
        findings={str(severity): int(str(count)) for severity, count in failed},
        not_loaded=[
            {"file": str(name), "status": str(status), "reason": str(reason or "")}
            for name, status, reason in files
            if status in ("rejected", "duplicate")
        ],
        corrections_not_applied=[{"entry": str(entry), "reason": str(reason)} for entry, reason in corrections],
        new_build=built,
        seconds=round(seconds, 1),
    )


def print_summary(summary: IngestSummary) -> None:
    """Print the summary for people."""
    console = stdout()
    if not summary.new_build:
        console.print("Nothing new: every file of the inbox is already in the published warehouse.")
    table = Table.grid(padding=(0, 2))
    table.add_row("[bold]documents[/bold]", _counted(summary.documents))
    table.add_row("[bold]tables[/bold]", _counted(summary.tables))
    table.add_row("[bold]amounts[/bold]", f"{summary.amounts:,}")
    table.add_row("[bold]findings[/bold]", _counts(summary.findings) or "none")
    table.add_row("[bold]read now[/bold]", f"{summary.documents_read:,} documents, {summary.pages_read:,} pages")
    table.add_row("[bold]seconds[/bold]", f"{summary.seconds:.1f}")
    table.add_row("[bold]published[/bold]", summary.published)
    console.print(table)
    if summary.not_loaded:
        console.print()
        for entry in summary.not_loaded[:_LISTED]:
            console.print(Text(harmless(f"  {entry['status']:<9}  {entry['file']}: {entry['reason']}")), soft_wrap=True)
        if len(summary.not_loaded) > _LISTED:
            console.print(f"  … {len(summary.not_loaded) - _LISTED} more: mingzhang documents")
    for correction in summary.corrections_not_applied:
        console.print(Text(f"  {correction['entry']} is not applied: {correction['reason']}"), soft_wrap=True)


def _counted(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    return f"{total:,}: {_counts(counts)}" if total else "none"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items()))
