"""Do two reading engines see the same page? Lists the words and rules that only one of them has.

    python benchmarks/engines.py DIR [--every N] [--pages N] [--engines pdfium,pdfplumber] [--show N]

Words are compared as text at (nearly) the same place, rules by position; 1.5 pt apart is still the same place.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from pipeline.reading import Page, ReadingError, Rule, Word, engine

NEAR = 1.5


def only_words(left: list[Word], right: list[Word]) -> list[Word]:
    """Words of `left` that `right` lacks."""
    places: dict[str, list[Word]] = defaultdict(list)
    for word in right:
        places[word.text].append(word)
    return [
        w
        for w in left
        if not any(
            abs(w.x0 - o.x0) <= NEAR and abs(w.x1 - o.x1) <= 2 * NEAR and abs(w.middle - o.middle) <= NEAR
            for o in places[w.text]
        )
    ]


def only_rules(left: list[Rule], right: list[Rule]) -> list[Rule]:
    """Rules of `left` that `right` lacks."""
    return [
        r
        for r in left
        if not any(
            max(abs(r.x0 - o.x0), abs(r.x1 - o.x1), abs(r.top - o.top), abs(r.bottom - o.bottom)) <= NEAR for o in right
        )
    ]


def differences(a: Page, b: Page) -> list[str]:
    """One line per difference between two readings of a page."""
    lines: list[str] = []
    if abs(a.width - b.width) > 1 or abs(a.height - b.height) > 1:
        lines.append(f"size {a.width:.0f}×{a.height:.0f} | {b.width:.0f}×{b.height:.0f}")
    if a.text_source != b.text_source:
        lines.append(f"text source {a.text_source} | {b.text_source}")
    for sign, left, right in (("<", a, b), (">", b, a)):
        lines += [
            f"{sign} {w.text} ({w.x0:.1f} {w.top:.1f} {w.x1:.1f} {w.bottom:.1f})"
            for w in only_words(left.words, right.words)
        ]
        lines += [
            f"{sign} rule ({r.x0:.1f} {r.top:.1f} {r.x1:.1f} {r.bottom:.1f})"
            for r in only_rules(left.rules, right.rules)
        ]
    return lines


def main() -> int:
    """Compare; exit status 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every Nth file")
    parser.add_argument("--pages", type=int, default=0, help="at most N pages of a file, spread over it")
    parser.add_argument("--engines", default="pdfium,pdfplumber")
    parser.add_argument("--show", type=int, default=8, help="differences to list per page")
    args = parser.parse_args()
    first, second = (engine(name) for name in args.engines.split(","))
    pages = different = words = rules = odd = 0
    files = sorted(args.folder.rglob("*.pdf")) if args.folder.is_dir() else [args.folder]
    for path in files[:: args.every]:
        try:
            with first.open(path) as a, second.open(path) as b:
                step = max(1, a.page_count // args.pages) if args.pages else 1
                for number in range(1, a.page_count + 1, step):
                    left, right = a.read_page(number), b.read_page(number)
                    found = differences(left, right)
                    pages += 1
                    words += len(left.words)
                    rules += len(left.rules)
                    odd += len(found)
                    if found:
                        different += 1
                        print(f"{path.name} page {number}: {len(found)} differences")
                        for line in found[: args.show]:
                            print("   ", line)
        except ReadingError as error:
            print(f"{path.name}: {error.code}")
    print(f"{pages} pages, {words} words, {rules} rules; {different} pages differ in {odd} places")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
