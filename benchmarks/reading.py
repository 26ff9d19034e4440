"""What does reading a page cost? CPU milliseconds per page, on every Nth file below a folder.

    python benchmarks/reading.py DIR [--every N] [--reference-pages N]

`load` is what PDFium needs to load a page, its text and its objects, without looking at them: no reader on PDFium can be
faster. `extract_tables` is pdfplumber's own way from a page to tables, on a sample of the pages because it is slow.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import pdfplumber

from pipeline.reading import ReadingError, engine
from pipeline.reading.pdfium import open_pdf
from pipeline.reading.pdfium_api import pdfium


def load_only(path: Path) -> int:
    """Let PDFium load every page with text and objects; number of pages."""
    document = open_pdf(path)
    try:
        for index in range(len(document)):
            page = pdfium.FPDF_LoadPage(document.raw, index)
            text = pdfium.FPDFText_LoadPage(page)
            pdfium.FPDFPage_CountObjects(page)
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)
        return len(document)
    finally:
        document.close()


def read_all(path: Path, name: str) -> int:
    """Read every page with the engine called `name`; number of pages."""
    with engine(name).open(path) as document:
        for number in range(1, document.page_count + 1):
            document.read_page(number)
        return document.page_count


def extract_tables(path: Path, pages: int) -> int:
    """Find pdfplumber's own tables on `pages` pages spread over the file; number of pages."""
    with pdfplumber.open(path) as document:
        chosen = document.pages[:: max(1, len(document.pages) // pages)]
        for page in chosen:
            page.extract_tables()
            page.close()
        return len(chosen)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every Nth file")
    parser.add_argument(
        "--reference-pages", type=int, default=3, help="pages of a file for pdfplumber; 0: leave it out"
    )
    args = parser.parse_args()
    ways = {"load": load_only, "pdfium": lambda path: read_all(path, "pdfium")}
    if args.reference_pages:
        ways["extract_tables"] = lambda path: extract_tables(path, args.reference_pages)
    spent = dict.fromkeys(ways, 0.0)
    pages = dict.fromkeys(ways, 0)
    for path in sorted(args.folder.rglob("*.pdf"))[:: args.every]:
        try:
            for name, way in ways.items():
                start = time.process_time()
                pages[name] += way(path)
                spent[name] += time.process_time() - start
        except ReadingError as error:
            print(f"{path.name}: {error.code}")
    cost = {name: 1000 * spent[name] / max(pages[name], 1) for name in ways}
    for name, ms in cost.items():
        print(f"{name:15} {ms:7.2f} ms/page over {pages[name]:5} pages, {ms / cost['pdfium']:6.2f} × pdfium")


if __name__ == "__main__":
    main()
