"""What does a document cost from file to loaded rows? CPU milliseconds per page over a folder of disclosures.

    python -m benchmarks.corpus DIR [--every N] [--reference-pages N]

One process, one run: reading, tables, binding, indicators, claims, Parquet, and the load into DuckDB; then, on the same files, what PDFium
needs merely to load the pages, and pdfplumber's `extract_tables` on a sample of the pages. The ratios are what holds on a noisy machine.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.reading import extract_tables, load_only
from pipeline.extracting.document import PARSER_VERSION, extract_document
from pipeline.home import Home
from pipeline.intake.model import IntakeRecord
from pipeline.reading import ReadingError
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.extracts import write_extraction
from pipeline.warehouse.loading import load_batch

PAGES = "pages"


@contextmanager
def clock(spent: Counter[str], name: str) -> Iterator[None]:
    """Add the CPU seconds of the block to `spent[name]`."""
    began = time.process_time()
    yield
    spent[name] += time.process_time() - began  # type: ignore[assignment]


def read_and_write(files: list[Path], home: Home, engine: str, spent: Counter[str]) -> list[IntakeRecord]:
    """Extract every file and write its Parquet; the intake records for the load."""
    records: list[IntakeRecord] = []
    for file in files:
        sha = hashlib.sha256(file.read_bytes()).hexdigest()
        with clock(spent, "extract"):
            extraction = extract_document(file, sha[:16], engine)
        with clock(spent, "write"):
            write_extraction(home, extraction, sha[:16], PARSER_VERSION)
        spent[PAGES] += extraction.page_count
        spent["amounts"] += len(extraction.amounts)
        now = datetime.now(UTC)
        size = file.stat().st_size
        records.append(IntakeRecord(sha[:16], sha, "benchmark", file.name, size, file, "new", None, now))
    return records


def reference(files: list[Path], sample_pages: int, spent: Counter[str]) -> None:
    """What the two reference readers need for the same files."""
    for file in files:
        try:
            with clock(spent, "pdfium load"):
                load_only(file)
            with clock(spent, "extract_tables"):
                spent["sampled"] += extract_tables(file, sample_pages)
        except ReadingError as error:
            print(f"{file.name}: {error}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every Nth file")
    parser.add_argument("--engine", default="pdfium")
    parser.add_argument(
        "--reference-pages", type=int, default=2, help="pages per file for extract_tables; 0: no references"
    )
    args = parser.parse_args()
    files = sorted(args.folder.rglob("*.pdf"))[:: args.every]
    spent: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder)).ensure()
        records = read_and_write(files, home, args.engine, spent)
        with clock(spent, "load"), working_connection(home) as connection:
            load_batch(connection, home, records, PARSER_VERSION)
    pages = max(spent[PAGES], 1)
    own = spent["extract"] + spent["write"] + spent["load"]
    print(f"{len(files)} files, {pages} pages, {spent['amounts']} amounts")
    for name in ("extract", "write", "load"):
        print(f"{name:16s} {1000 * spent[name] / pages:8.2f} ms/page")
    print(f"{'file to rows':16s} {1000 * own / pages:8.2f} ms/page")
    if args.reference_pages:
        reference(files, args.reference_pages, spent)
        load, tables = spent["pdfium load"] / pages, spent["extract_tables"] / max(spent["sampled"], 1)
        print(f"{'pdfium load':16s} {1000 * load:8.2f} ms/page   ratio {own / pages / load:.2f}")
        print(
            f"{'extract_tables':16s} {1000 * tables:8.2f} ms/page   ratio {own / pages / tables:.3f} ({spent['sampled']} pages)"
        )


if __name__ == "__main__":
    main()
