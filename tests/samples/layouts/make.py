"""Draw the invented disclosures of tests/samples/layouts (developers only).

Needs Chromium, the font Droid Sans Fallback (it embeds small) and, for turned pages, pypdf.

    python -m tests.samples.layouts.make [NAME …] [--out DIR]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.samples.layouts.forms import (
    anhui,
    central,
    final,
    final_old,
    guangdong,
    guangxi,
    hebei,
    hubei,
    hunan,
    jiangsu,
    jiangxi,
    liaoning,
    neimenggu,
    readings,
    scope,
    shaanxi,
    sichuan,
    tianjin,
    unseen,
    unseen_more,
    xinjiang,
    yunnan,
    zhejiang,
)
from tests.samples.layouts.paper import Disclosure, page_html, truth

DISCLOSURES = [
    sichuan.sichuan,
    yunnan.yunnan,
    xinjiang.xinjiang,
    jiangsu.jiangsu,
    zhejiang.zhejiang,
    anhui.anhui,
    jiangxi.jiangxi,
    guangdong.guangdong,
    central.central,
    hubei.hubei,
    hunan.hunan,
    liaoning.liaoning,
    tianjin.tianjin,
    neimenggu.neimenggu,
    final.final_central,
    final.final_local,
    hebei.hebei,
    shaanxi.shaanxi,
    guangxi.guangxi,
    final_old.final_old,
    scope.years_apart,
    scope.appropriation_only,
    scope.final_by_fund,
    readings.columns_told_by_sums,
    readings.rows_told_by_sums,
    readings.levels_told_by_place,
    readings.numbers_that_are_no_money,
    readings.sides_and_funds,
    unseen.functions_across,
    unseen.of_which_and_sources,
    unseen.four_blocks,
    unseen.three_public,
    unseen.projects_and_purchases,
    unseen.both_classifications,
    unseen.stages_of_accounts,
    unseen_more.totals_elsewhere,
    unseen_more.divided_twice,
    unseen_more.names_in_columns,
    unseen_more.public_among_counts,
    unseen_more.grouped_projects,
]
HERE = Path(__file__).parent
CHROMIUM = [
    "/usr/bin/chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--no-pdf-header-footer",
    "--disable-pdf-tagging",
]


def draw(d: Disclosure, out: Path) -> None:
    """Print one disclosure to PDF and write its expectations beside it."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(page_html(d), encoding="utf-8")
        pdf = out / f"{d.name}.pdf"
        subprocess.run(
            [*CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", page.as_uri()],
            check=True,
            capture_output=True,
        )
    if d.rotate:
        turn(pdf)
    (out / f"{d.name}.truth.json").write_text(
        json.dumps(truth(d), ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )


def turn(pdf: Path) -> None:
    """Draw the pages sideways and let /Rotate 90 set them upright."""
    from pypdf import PdfReader, PdfWriter, Transformation
    from pypdf.generic import RectangleObject

    writer = PdfWriter(clone_from=PdfReader(pdf))
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation(Transformation().rotate(90).translate(height, 0))
        for box in ("mediabox", "cropbox", "trimbox", "bleedbox", "artbox"):
            setattr(page, box, RectangleObject((0, 0, height, width)))
        page.rotate(90)
    writer.write(pdf)


def main() -> int:
    """Draw all, or those named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=HERE)
    arguments = parser.parse_args()
    for make in DISCLOSURES:
        d = make()
        if not arguments.names or d.name in arguments.names:
            draw(d, arguments.out)
            print(d.name, (arguments.out / f"{d.name}.pdf").stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
