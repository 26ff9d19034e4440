"""Do both engines give the same amounts? Compares `fact_amount` of PDFium and pdfplumber, document by document.

    python -m benchmarks.engine_amounts DIR [--every N]

Two amounts are the same when page, row, header path, printed text, amount, table kind and meaning agree. Differences are listed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pipeline.extracting.document import extract_document
from pipeline.records import Extraction

Key = tuple[object, ...]


def keys(extraction: Extraction) -> Counter[Key]:
    """What identifies each amount, whichever engine read it."""
    return Counter(
        (
            a.table_kind,
            a.page,
            a.row_label,
            a.column_path,
            a.printed,
            a.amount_yuan,
            a.flow,
            a.fund,
            a.spending_kind,
            a.stage,
        )
        for a in extraction.amounts
    )


def compare(path: Path) -> tuple[str, int, list[str], list[str]]:
    """(file name, amounts of PDFium, only PDFium, only pdfplumber)."""
    fast = keys(extract_document(path, "0" * 16, "pdfium"))
    reference = keys(extract_document(path, "0" * 16, "pdfplumber"))
    only_fast = sorted(map(str, (fast - reference).elements()))
    only_reference = sorted(map(str, (reference - fast).elements()))
    return path.name, fast.total(), only_fast, only_reference


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every Nth file")
    args = parser.parse_args()
    files = sorted(args.folder.rglob("*.pdf"))[:: args.every]
    total = different = 0
    with ProcessPoolExecutor() as pool:
        for name, count, only_fast, only_reference in pool.map(compare, files):
            total += count
            different += max(len(only_fast), len(only_reference))
            if only_fast or only_reference:
                print(
                    f"{name}: {count} amounts, {len(only_fast)} only with PDFium, {len(only_reference)} only with pdfplumber"
                )
                for key in only_fast[:5]:
                    print("   pdfium    ", key)
                for key in only_reference[:5]:
                    print("   pdfplumber", key)
    print(f"{len(files)} files, {total} amounts, {different} differ")


if __name__ == "__main__":
    main()
