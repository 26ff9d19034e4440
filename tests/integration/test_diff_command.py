"""`mingzhang diff` and corrections, by the real command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from pipeline.home import Home

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("ingest")]

CORRECTIONS = """
corrections:
  - document: S2_jiaoxi_2025.pdf
    page: {page}
    table: 1
    row: 本年收入合计
    column: 收入/金额
    printed: "{printed}"
    corrected: "0.00"
    concerns: document
    reason: test
    source: test
"""


def rows(done) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_the_first_build_has_no_predecessor(ingested, cli):
    done = cli("diff", home=ingested.home)
    assert done.returncode == 0
    assert "first one" in done.stderr


def test_an_unknown_build_is_a_usage_error_that_names_the_known_ones(ingested, cli):
    done = cli("diff", "1999", home=ingested.home)
    assert done.returncode == 2
    assert ingested.home.current.resolve().stem in done.stderr.replace("\n", "")


def test_a_correction_is_applied_and_the_diff_of_the_build_shows_its_effect(samples: Path, cli, tmp_path: Path):
    """S2 page 6 prints 本年收入合计 682.76 万元 in 收支预算表."""
    home = Home(tmp_path / "home").ensure()
    folder = home.inbox / "c"
    folder.mkdir()
    shutil.copy(samples / "S2_jiaoxi_2025.pdf", folder)
    file = folder / "corrections.yml"
    file.write_text(CORRECTIONS.format(page=6, printed="682.76"), encoding="utf-8")
    summary = json.loads(cli("ingest", "--json", home=home).stdout)
    assert (summary["new_build"], summary["documents_read"], summary["corrections_not_applied"]) == (True, 1, [])
    query = "select status, corrected_yuan from fact_amount_correction"
    assert rows(cli("query", query, "--format", "csv", home=home)) == [{"status": "applied", "corrected_yuan": "0.00"}]

    file.write_text(CORRECTIONS.format(page=6, printed="999.99"), encoding="utf-8")
    done = cli("ingest", home=home)
    assert "c/corrections.yml entry 1 is not applied: the cell prints 682.76" in done.stdout
    found = rows(cli("diff", "--format", "csv", home=home))
    assert found[0]["subject"] == "finding"
    assert (found[0]["key"], found[0]["change"]) == ("G05", "added")
    builds = sorted(path.stem for path in home.published.glob("*Z_*.duckdb"))
    both = rows(cli("diff", builds[-2], builds[-1], "--format", "csv", home=home))
    assert [row["key"] for row in both] == [row["key"] for row in found]
    shutil.rmtree(home.root)
