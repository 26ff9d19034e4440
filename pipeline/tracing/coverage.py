"""Which printed numbers were loaded: what a build may have lost, found by reading the tables again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.language.numbers import has_separator, is_money, looks_like_amount, normal
from pipeline.reading.crossing import figure_in_text
from pipeline.reading.model import Page, Word
from pipeline.tables.model import Box, Table, TableCell
from pipeline.tracing.report_data import DocumentFacts, Row

LONGEST_LABEL = 60
"""Characters of a cell up to which it is no prose, in which figures are usual."""
_AMOUNT_ROLES = ("amount", "percent", "count", "unknown")


@dataclass(slots=True)
class Coverage:
    """Numbers printed on the table pages of a document, and what became of them."""

    numbers: int = 0
    """Numbers printed in tables; codes and ordinals are not counted."""
    loaded: int = 0
    """Those of them that stand in `fact_amount`, `fact_quantity` or as a target in `fact_performance_indicator`."""
    lost: list[TableCell] = field(default_factory=list)
    """Those that do not; quarantined ones are among them."""
    outside: dict[int, list[Word]] = field(default_factory=dict)
    """Page → numbers with decimals that stand in no table of the page: a table may have been missed."""

    @property
    def share(self) -> float | None:
        """Loaded share; None when nothing is printed."""
        return self.loaded / self.numbers if self.numbers else None

    @property
    def outside_count(self) -> int:
        """Numbers in no table, over all pages."""
        return sum(len(words) for words in self.outside.values())


def measure_coverage(pages: Iterable[Page], tables: Sequence[Table], facts: DocumentFacts) -> Coverage:
    """Compare what tables print with what the build holds.

    Args:
        pages: the document's pages as read.
        tables: its tables, found again.
        facts: the build's rows of the document.
    """
    result = Coverage()
    kept = {(row["table_seq"], row["row_seq"], row["column_seq"]) for row in (*facts.amounts, *facts.quantities)}
    targets = {(row["table_seq"], row["page"], row["target_printed"]) for row in facts.indicators}
    for table in tables:
        roles = {column["column_seq"]: column["role"] for column in facts.columns[table.seq]}
        for row in table.rows:
            for cell in row.cells.values():
                if not _is_number(cell, roles.get(cell.column, "unknown")):
                    continue
                result.numbers += 1
                if (table.seq, row.seq, cell.column) in kept or (table.seq, row.page, cell.text) in targets:
                    result.loaded += 1
                else:
                    result.lost.append(cell)
    for page in pages:
        words = _outside(page, tables)
        if words:
            result.outside[page.number] = words
    return result


def _is_number(cell: TableCell, role: str) -> bool:
    plain = normal(cell.text)
    if figure_in_text(plain) is not None and len(plain) <= LONGEST_LABEL:
        return True  # a figure that ran into the text of another cell would hide in it
    return looks_like_amount(plain) and (role in _AMOUNT_ROLES or has_separator(plain))


def _outside(page: Page, tables: Iterable[Table]) -> list[Word]:
    boxes = [table.boxes[page.number] for table in tables if page.number in table.boxes]
    if not boxes:
        return []
    return [word for word in page.words if is_money(word.text) and not any(_inside(word, box) for box in boxes)]


def _inside(word: Word, box: Box) -> bool:
    return box.x0 - 2 <= word.centre <= box.x1 + 2 and box.top - 2 <= word.middle <= box.bottom + 2


def badness(row: Row, coverage: Coverage | None = None) -> float:
    """How much a document needs a look: what was not understood counts most, then what does not add up."""
    score = 5 * row["unbound_tables"] + row["quarantined"] + 2 * row["failed_errors"] + row["unknown_columns"]
    if coverage is not None:
        score += len(coverage.lost) + coverage.outside_count
    return float(score)
