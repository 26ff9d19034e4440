"""How well is a bad scan read? Prints pages, stains them, scans them askew with few dots, and reads the pictures.

    python -m benchmarks.noisy_scans FILE --pages 6,8,10 [--dpi 150] [--skew 1.5] [--seed 1]

Cells of amounts against those of the same pages as printed: right, wrong with a doubt (no rule takes them for a proof), wrong without one;
and CPU seconds a page.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from pipeline.extracting.document import read_pages
from pipeline.language.numbers import parse_printed
from pipeline.reading import Page, engine
from pipeline.reading.render import render_page
from pipeline.tables import analyse

SURE = 0.85
"""Checks take a figure with less confidence for no proof."""
SEAL = 120
"""Points across."""
GREY = 18
"""Standard deviation of the scanner's noise, of 255."""


def seal(size: int) -> Image.Image:
    """A round red stamp with a star on white paper."""
    stamp = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(stamp)
    red = (214, 40, 48)
    draw.ellipse((4, 4, size - 5, size - 5), outline=red, width=max(3, size // 30))
    draw.regular_polygon((size / 2, size / 2, size / 8), 5, fill=red)
    for turn in range(0, 360, 30):
        mark = Image.new("L", (size, size), 0)
        ImageDraw.Draw(mark).rectangle((size * 0.46, size * 0.1, size * 0.54, size * 0.2), fill=255)
        stamp.paste(red, mask=mark.rotate(turn))
    return stamp


def scan(picture: Image.Image, dpi: int, skew: float, chance: random.Random) -> Image.Image:
    """A page as a worn scanner gives it: stamped twice, askew, noisy, grey in the corners."""
    stamp = seal(SEAL * dpi // 72)
    for _ in range(2):
        place = (chance.randrange(picture.width // 2), chance.randrange(picture.height // 3))
        under = picture.crop((*place, place[0] + stamp.width, place[1] + stamp.height))
        picture.paste(ImageChops.multiply(under, stamp), place)
    turned = picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor="white")
    noise = Image.effect_noise(turned.size, GREY).convert("RGB")
    return Image.blend(turned, noise, 0.12)


def amounts(pages: Sequence[Page]) -> Iterator[tuple[tuple[object, ...], float]]:
    """((page, row, column, value), confidence) of every amount in a table."""
    for table in analyse(pages).tables:
        for row in table.rows:
            for seq, cell in row.cells.items():
                printed = parse_printed(cell.text)
                if printed is not None and printed.decimals:
                    yield (cell.page, row.seq, seq, printed.value), cell.confidence


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", required=True, help="numbers, separated by commas")
    parser.add_argument("--dpi", type=int, default=150)
    parser.add_argument("--skew", type=float, default=1.5)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    total: Counter[str] = Counter()
    started = time.process_time()
    for number in (int(text) for text in args.pages.split(",")):
        with engine("pdfium").open(args.file) as document:
            printed = document.read_page(number)
        printed.number = 1
        truth = Counter(place for place, _ in amounts([printed]))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "scan.pdf"
            scan(render_page(args.file, number, dpi=args.dpi), args.dpi, args.skew, chance).save(
                path, resolution=args.dpi, quality=70
            )
            read = list(amounts(read_pages(path)))
        left = Counter(truth)
        for place, confidence in read:
            outcome = "right" if left[place] > 0 else "wrong, doubtful" if confidence < SURE else "wrong, unmarked"
            left[place] -= outcome == "right"
            total[outcome] += 1
            if outcome != "right":
                print(f"  page {number} row {place[1]} column {place[2]}: {place[3]} ({confidence:.2f}) {outcome}")
        total["printed"] += truth.total()
        total["pages"] += 1
    seconds = (time.process_time() - started) / total["pages"]
    print(
        f"{total['pages']} pages, {total['printed']} amounts: right {total['right']} ({total['right'] / total['printed']:.2%})"
    )
    print(
        f"wrong, doubtful {total['wrong, doubtful']}; wrong, unmarked {total['wrong, unmarked']}; {seconds:.1f} CPU s a page"
    )


if __name__ == "__main__":
    main()
