"""Pages of real disclosures read by eye, figure by figure, against a warehouse: errors per field with a 95 % interval.

    python -m benchmarks.pages_by_eye HOME/published/current.duckdb

`tests/samples/pages/by_eye.tsv` lists 60 pages of 60 documents drawn at random, two thirds with tables: one line per printed amount with what a
person sees in the picture of the page, and one line without an amount for a page that prints none. The lines were laid out from a reading and
compared with the picture cell by cell; what was read wrongly stands there as it is printed. A figure that is missing is an error of the field
`figure`, one that is not printed too.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

PAGES = Path(__file__).parents[1] / "tests" / "samples" / "pages" / "by_eye.tsv"
KEYS = ("document", "page", "row_seq", "column_seq")
FIELDS = (
    "printed", "amount_yuan", "row_kind", "is_leaf", "row_label", "is_leaf_column", "column_path", "unit_name", "function_code",
    "department_economic_code", "government_economic_code", "project_name", "flow", "fund", "spending_kind", "three_public_item",
    "stage", "fiscal_year", "table_kind", "printed_unit",
)  # fmt: skip
_Z = 1.959964
Figure = dict[str, str]


def seen() -> tuple[dict[tuple[str, ...], Figure], set[tuple[str, str]]]:
    """What the pages print: figures by document, page, row and column; and all pages."""
    figures: dict[tuple[str, ...], Figure] = {}
    pages: set[tuple[str, str]] = set()
    with PAGES.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            pages.add((line["document"], line["page"]))
            if line["printed"]:
                figures[tuple(line[k] for k in KEYS)] = line
    return figures, pages


def read(database: Path, pages: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], Figure]:
    """What the warehouse says of these pages."""
    columns = ", ".join(f"amount.{name}" for name in FIELDS)
    sql = f"""
        select document.file_name, amount.page, amount.row_seq, amount.column_seq, {columns}
        from fact_amount as amount inner join dim_document as document using (document_id)
    """
    wanted = set(pages)
    found: dict[tuple[str, ...], Figure] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        for name, page, row, column, *values in connection.execute(sql).fetchall():
            key = (Path(name).stem, str(page), str(row), str(column))
            if key[:2] in wanted:
                found[key] = {field: _text(value) for field, value in zip(FIELDS, values, strict=True)}
    return found


def _text(value: Any) -> str:  # noqa: ANN401  (columns have many types)
    return "" if value is None else str(value)


def interval(wrong: int, number: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    share, square = wrong / number, _Z**2
    middle = (share + square / (2 * number)) / (1 + square / number)
    half = _Z / (1 + square / number) * math.sqrt(share * (1 - share) / number + square / (4 * number**2))
    return max(0.0, middle - half), middle + half


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="every error")
    args = parser.parse_args()
    figures, pages = seen()
    found = read(args.database, pages)
    wrong: Counter[str] = Counter()
    lines: list[str] = []
    for key, figure in figures.items():
        got = found.pop(key, None)
        differing = ["figure"] if got is None else [name for name in FIELDS if got[name] != figure[name]]
        wrong.update(differing)
        lines += [
            f"{' '.join(key)} {name}: {got[name] if got else 'missing'}, not {figure.get(name)}" for name in differing
        ]
    wrong["figure"] += len(found)
    lines += [f"{' '.join(key)} is not printed: {got['printed']}" for key, got in found.items()]
    if args.verbose:
        print("\n".join(lines))
    number = len(figures)
    print(f"{len(pages)} pages, {len({k[:2] for k in figures})} of them with amounts, {number} amounts")
    for name in ("figure", *FIELDS):
        low, high = interval(wrong[name], number)
        print(f"{name:26s} {wrong[name]:4d} wrong  {wrong[name] / number:7.2%}  ({low:.2%} to {high:.2%})")


if __name__ == "__main__":
    main()
