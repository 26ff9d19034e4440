"""Reads invented pages with the vocabulary of the tree that stands first on the path; run as a program by `test_worked_examples`.

From standard input a list of pages, each a list of lines: title and unit, header, rows, cells apart by ` | `. To standard output for each page
what is told of its table and of its amounts, by printed figure.
"""

from __future__ import annotations

import json
import sys

from pipeline.binding import bind_tables
from pipeline.records import DocumentIdentity
from tests.unit.binding.sample import make_table

OF_TABLE = ("table_kind", "status", "amount_unit")
OF_AMOUNT = ("fund", "flow", "amount_yuan")


def read(page: list[str]) -> dict[str, dict[str, str]]:
    """Table and amounts as they are understood."""
    title, unit = (part.strip() for part in page[0].split("|"))
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in page[1:])
    found = bind_tables([make_table(head, rows, title=title, unit=unit)], DocumentIdentity("unit_budget", 2026), "d")
    said = {"table": {name: str(getattr(found.tables[0], name)) for name in OF_TABLE}}
    for amount in found.amounts:
        said[amount.printed] = {name: str(getattr(amount, name)) for name in OF_AMOUNT}
    return said


if __name__ == "__main__":
    json.dump([read(page) for page in json.load(sys.stdin)], sys.stdout)
