"""How much of a table is still read when its lines are missing? Takes lines away from real disclosures and reads them again.

    python -m benchmarks.degraded_layouts FILE…

For each way of drawing fewer lines: the share of amounts that still stand in the same row, and in the same row under the same header word,
as in the reading of the page as printed.
"""

from __future__ import annotations

import argparse
import copy
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.extracting.document import read_pages
from pipeline.reading.model import Page, Rule
from pipeline.tables import analyse
from pipeline.tables.model import TableRow
from pipeline.tables.text import squeeze

_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)")


def open_sides(rules: Sequence[Rule]) -> list[Rule]:
    """Without the outermost vertical lines."""
    places = [rule.x0 for rule in rules if not rule.is_horizontal]
    if not places:
        return list(rules)
    return [rule for rule in rules if rule.is_horizontal or min(places) + 3 < rule.x0 < max(places) - 3]


def no_lines_between_rows(rules: Sequence[Rule]) -> list[Rule]:
    """Vertical lines, the header's horizontal ones and the last one."""
    heights = sorted({round(rule.top) for rule in rules if rule.is_horizontal})
    kept = {*heights[:4], *heights[-1:]}
    return [rule for rule in rules if not rule.is_horizontal or round(rule.top) in kept]


def no_vertical_lines(rules: Sequence[Rule]) -> list[Rule]:
    """Horizontal lines only."""
    return [rule for rule in rules if rule.is_horizontal]


def no_lines(_rules: Sequence[Rule]) -> list[Rule]:
    """White space only."""
    return []


WAYS: tuple[Callable[[Sequence[Rule]], list[Rule]], ...] = (
    open_sides,
    no_lines_between_rows,
    no_vertical_lines,
    no_lines,
)


def amounts(pages: Sequence[Page]) -> tuple[Counter[tuple[object, ...]], Counter[tuple[object, ...]]]:
    """Amounts by (page, row label, text), and by the same with the last header word."""
    rows: Counter[tuple[object, ...]] = Counter()
    headed: Counter[tuple[object, ...]] = Counter()
    for table in analyse(pages).tables:
        heads = {column.seq: column.path[-1] if column.path else "" for column in table.columns}
        for row in table.rows:
            label = _label(row)
            for seq, cell in row.cells.items():
                text = squeeze(cell.text)
                if _AMOUNT.fullmatch(text):
                    rows[row.page, label, text] += 1
                    headed[row.page, label, heads.get(seq, ""), text] += 1
    return rows, headed


def _label(row: TableRow) -> str:
    return next(
        (squeeze(cell.text) for _, cell in sorted(row.cells.items()) if not any(c.isdigit() for c in cell.text)), ""
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    args = parser.parse_args()
    total: Counter[str] = Counter()
    for file in args.files:
        pages = read_pages(file)
        rows, headed = amounts(pages)
        total["amounts"] += rows.total()
        for way in WAYS:
            fewer = [copy.copy(page) for page in pages]
            for page in fewer:
                page.rules = way(page.rules)
            rows_left, headed_left = amounts(fewer)
            total[f"{way.__name__} row"] += (rows & rows_left).total()
            total[f"{way.__name__} head"] += (headed & headed_left).total()
    print(f"{len(args.files)} files, {total['amounts']} amounts")
    for way in WAYS:
        row, head = (total[f"{way.__name__} {part}"] / total["amounts"] for part in ("row", "head"))
        print(f"{way.__name__:24s} same row {row:7.2%}   and same header word {head:7.2%}")


if __name__ == "__main__":
    main()
