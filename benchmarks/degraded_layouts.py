"""How much of a table is still read when its lines are missing? Takes lines away from real disclosures and reads them again.

    python -m benchmarks.degraded_layouts FILE…

For each way of drawing fewer lines: the share of amounts that still stand in the same row, and in the same row under the same header word,
as in the reading of the page as printed; and what becomes of the figures: loaded with the same meaning, loaded with another one (wrong), or
quarantined.
"""

from __future__ import annotations

import argparse
import copy
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.binding import bind_tables
from pipeline.extracting.document import read_pages
from pipeline.identity import identify
from pipeline.language.spelling import squeezed
from pipeline.reading.model import Page, Rule
from pipeline.records import DocumentIdentity
from pipeline.tables import analyse
from pipeline.tables.model import TableRow

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
                text = squeezed(cell.text)
                if _AMOUNT.fullmatch(text):
                    rows[row.page, label, text] += 1
                    headed[row.page, label, heads.get(seq, ""), text] += 1
    return rows, headed


Facts = dict[tuple[object, ...], Counter[tuple[object, ...]]]


def facts(pages: Sequence[Page], identity: DocumentIdentity | None = None) -> tuple[Facts, int, DocumentIdentity]:
    """Meanings of the loaded figures by (page, row label, text), the number of quarantined ones, and whose figures they are."""
    layout = analyse(pages)
    identity = identity or identify(layout, [])
    bound = bind_tables(layout.tables, identity, "0" * 16)
    found: Facts = {}
    for a in bound.amounts:
        meaning = (
            a.flow,
            a.fund,
            a.spending_kind,
            a.three_public_item,
            a.stage,
            a.fiscal_year,
            a.origin_year,
            a.amount_yuan,
        )
        found.setdefault((a.page, a.row_label, a.printed), Counter())[meaning] += 1
    return found, len(bound.quarantine), identity


def compare(printed: Facts, degraded: Facts) -> Counter[str]:
    """Figures with the meaning they have on the page as printed (`right`) and with another one (`wrong`)."""
    result: Counter[str] = Counter()
    for key, meanings in degraded.items():
        if key in printed:
            right = (meanings & printed[key]).total()
            result["right"] += right
            result["wrong"] += meanings.total() - right
    return result


def _label(row: TableRow) -> str:
    return next(
        (squeezed(cell.text) for _, cell in sorted(row.cells.items()) if not any(c.isdigit() for c in cell.text)), ""
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
        printed, _, identity = facts(pages)
        total["figures"] += sum(meanings.total() for meanings in printed.values())
        for way in WAYS:
            fewer = [copy.copy(page) for page in pages]
            for page in fewer:
                page.rules = way(page.rules)
            rows_left, headed_left = amounts(fewer)
            total[f"{way.__name__} row"] += (rows & rows_left).total()
            total[f"{way.__name__} head"] += (headed & headed_left).total()
            degraded, quarantined, _ = facts(fewer, identity)
            total[f"{way.__name__} quarantined"] += quarantined
            for outcome, count in compare(printed, degraded).items():
                total[f"{way.__name__} {outcome}"] += count
    print(f"{len(args.files)} files, {total['amounts']} amounts, {total['figures']} figures loaded as printed")
    for way in WAYS:
        row, head = (total[f"{way.__name__} {part}"] / total["amounts"] for part in ("row", "head"))
        right, wrong, quarantined = (total[f"{way.__name__} {what}"] for what in ("right", "wrong", "quarantined"))
        print(
            f"{way.__name__:24s} same row {row:7.2%}   and same header word {head:7.2%}   figures: "
            f"right {right}, wrong {wrong}, quarantined {quarantined}"
        )


if __name__ == "__main__":
    main()
