"""How much of an invented disclosure is read and understood? Every figure with all its fields, table by table.

    python -m benchmarks.layouts [NAME …] [-v]

NAME is the beginning of a disclosure's name below tests/samples/layouts (`unseen`); without one all are read. The truth is what the generator
of the figures knows (`tests.samples.layouts.make`). A figure is right when it is found once, in its row and column, and every field that the
truth tells agrees: value, leaf flags, flow, fund, kind of spending, stage, year, 三公 item, codes, label, unit, project. A table is right when
all its figures are and none is read that is not printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.extracting.document import extract_document
from pipeline.records import AmountRecord, Extraction
from tests.samples.layouts.agreement import FIELDS, agrees
from tests.samples.layouts.make import DISCLOSURES, HERE
from tests.samples.layouts.paper import truth


@dataclass(slots=True)
class Score:
    """One table compared with its truth."""

    title: str
    wanted: int = 0
    right: int = 0
    missing: int = 0
    extra: int = 0
    kind_differs: str = ""
    leaf_status: str | None = None
    wrong: Counter[str] = field(default_factory=Counter)
    """Field → figures in which it is wrong."""
    lines: list[str] = field(default_factory=list)
    """One line per wrong field of a figure, and per figure missed."""

    @property
    def is_right(self) -> bool:
        """Every figure of the table and nothing else."""
        return self.right == self.wanted and not self.extra and not self.kind_differs


def compare(expected: dict[str, Any], found: Extraction) -> list[Score]:
    """Scores of the tables of one disclosure; a table that was not found by its place in the order is all missing."""
    scores = []
    for number, table in enumerate(expected["tables"]):
        score = Score(table["title"], wanted=len(table["cells"]))
        scores.append(score)
        record = found.tables[number] if number < len(found.tables) else None
        if record is None:
            score.missing = score.wanted
            continue
        score.leaf_status = record.leaf_status
        if record.table_kind != table["kind"]:
            score.kind_differs = f"{record.table_kind}, not {table['kind']}"
        amounts = {(a.row_seq, a.column_seq): a for a in found.amounts if a.table_seq == record.table_seq}
        for cell in table["cells"]:
            _compare_figure(cell, amounts.pop((cell["row"], cell["column"]), None), score)
        score.extra = len(amounts)
        score.lines += [f"row {r} column {c}: {a.printed} is no amount" for (r, c), a in sorted(amounts.items())]
    return scores


def _compare_figure(cell: dict[str, Any], amount: AmountRecord | None, score: Score) -> None:
    if amount is None:
        score.missing += 1
        score.lines.append(f"row {cell['row']} column {cell['column']}: {cell['printed']} is missing")
        return
    wrong = [name for name in FIELDS if name in cell and not agrees(name, cell[name], getattr(amount, name))]
    if int(amount.amount_yuan * 100) != cell["cents"]:
        wrong.append("amount_yuan")
    score.wrong.update(wrong)
    score.right += not wrong
    score.lines += [
        f"row {cell['row']} column {cell['column']} {cell['printed']}: "
        f"{name} is {getattr(amount, name)}, not {cell.get(name)}"
        for name in wrong
    ]


def main() -> None:
    """Read, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of names")
    parser.add_argument("-v", "--verbose", action="store_true", help="every wrong field")
    args = parser.parse_args()
    scores: list[Score] = []
    for make in DISCLOSURES:
        expected = truth(make())
        if args.names and not expected["name"].startswith(tuple(args.names)):
            continue
        for score in compare(expected, extract_document(Path(HERE) / f"{expected['name']}.pdf", "layout")):
            scores.append(score)
            fields = " ".join(f"{name}:{n}" for name, n in score.wrong.most_common())
            print(
                f"{'+' if score.is_right else '-'} {expected['name']:24s} {score.right:4d}/{score.wanted:<4d} extra {score.extra:<3d}"
                f" {score.leaf_status or '-':9s} {score.title} {score.kind_differs} {fields}"
            )
            if args.verbose:
                print("".join(f"      {line}\n" for line in score.lines), end="")
    right, wanted = sum(s.right for s in scores), sum(s.wanted for s in scores)
    believed = sum(not s.is_right and s.leaf_status == "confirmed" for s in scores)
    print(
        f"tables right {sum(s.is_right for s in scores)}/{len(scores)}, figures right {right}/{wanted} ({right / max(wanted, 1):.1%}), "
        f"extra {sum(s.extra for s in scores)}; tables not right and confirmed: {believed}"
    )


if __name__ == "__main__":
    main()
