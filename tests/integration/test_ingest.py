"""The main job by the real command line: statuses, idempotence, failures, readers during publication."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipeline.home import Home
from pipeline.orchestration.instance import open_instance

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("ingest")]


def ask(home: Home, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_sample_reaches_the_status_that_its_truth_file_states(ingested, samples: Path):
    statuses = dict(ask(ingested.home, "select file_name, status from dim_document"))
    duplicates = dict(ask(ingested.home, "select file_name, reason from document_file where status = 'duplicate'"))
    allowed = {
        "ok": {"loaded", "loaded_with_findings", "superseded"},
        "ok_with_findings": {"loaded_with_findings"},
        "rejected": {"rejected"},
    }
    wrong = {}
    for path in sorted(samples.glob("*.truth.json")):
        pdf = path.name.replace(".truth.json", ".pdf")
        if pdf in duplicates:
            assert duplicates[pdf] == "Same bytes as samples/S2_jiaoxi_2025.pdf."
        elif statuses[pdf] not in allowed[json.loads(path.read_text(encoding="utf-8"))["expected_status"]]:
            wrong[pdf] = statuses[pdf]
    assert wrong == {}
    assert list(duplicates) == ["S7f_duplicate.pdf"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("S7a_truncated.pdf", "cut off"),
        ("S7b_password.pdf", "password"),
        ("S7c_html_saved_as.pdf", "HTML"),
        ("S7d_empty.pdf", "0 bytes"),
        ("S7e_letter.pdf", "letter"),
    ],
)
def test_a_rejected_file_has_a_row_with_a_plain_reason(ingested, file: str, said: str):
    ((status, reason),) = ask(
        ingested.home, f"select status, status_reason from dim_document where file_name = '{file}'"
    )
    assert status == "rejected"
    assert said in str(reason)


def test_a_revised_publication_supersedes_the_older_one_and_both_stay(ingested):
    rows = ask(
        ingested.home,
        """select old.file_name, new.file_name from dim_document as old join dim_document as new on old.superseded_by = new.document_id
           where old.status = 'superseded'""",
    )
    assert len(rows) == 1
    assert {name for row in rows for name in row} == {"S3_edu_bureau_2024.pdf", "S8_edu_bureau_2024_revised.pdf"}


def test_the_summary_counts_what_was_published(ingested):
    summary = ingested.summary
    assert sum(summary["documents"].values()) == 12
    assert summary["documents"]["duplicate"] == 1
    assert summary["documents"]["rejected"] == 5
    assert summary["amounts"] == ask(ingested.home, "select count(*) from fact_amount")[0][0]
    assert summary["documents_read"] == 7
    assert len(summary["not_loaded"]) == 6


def test_ingesting_the_same_files_again_reads_nothing_and_changes_no_amount(
    ingested, cli, tmp_path: Path, samples: Path
):
    home = Home(tmp_path / "copy")
    shutil.copytree(ingested.home.root, home.root, symlinks=True)
    before = ask(home, "select * from fact_amount order by amount_id")
    again = json.loads(
        cli("ingest", *sorted(samples.glob("*.pdf")), "--collection", "samples", "--json", home=home).stdout
    )
    assert again["documents_read"] == 0
    assert ask(home, "select * from fact_amount order by amount_id") == before
    assert ask(home, "select count(*) - count(distinct amount_id) from fact_amount") == [(0,)]
    nothing = cli("ingest", home=home)
    assert nothing.returncode == 0
    assert "Nothing new" in nothing.stdout


def test_only_the_new_file_is_read_and_the_others_keep_their_amounts(cli, tmp_path: Path, samples: Path):
    home = Home(tmp_path / "home")
    assert cli("ingest", samples / "S6_justice_2024_inconsistent.pdf", home=home).returncode == 0
    before = ask(home, "select amount_id from fact_amount order by 1")
    shutil.copy(samples / "S7e_letter.pdf", home.inbox / "default")
    done = cli("ingest", "--json", home=home)
    assert json.loads(done.stdout)["documents_read"] == 1
    assert ask(home, "select amount_id from fact_amount order by 1") == before


def test_the_same_file_in_another_home_has_the_same_amount_ids(ingested, cli, tmp_path: Path, samples: Path):
    home = Home(tmp_path / "elsewhere")
    assert (
        cli("ingest", samples / "S6_justice_2024_inconsistent.pdf", "--collection", "other", home=home).returncode == 0
    )
    query = "select amount_id from fact_amount join dim_document using (document_id) where starts_with(file_name, 'S6') order by 1"
    assert ask(home, query) == ask(ingested.home, query)


def test_the_runs_stand_in_the_homes_dagster_instance(ingested):
    with open_instance(ingested.home) as instance:
        runs = instance.get_runs()
        assert {run.job_name for run in runs} == {"load_collection", "build_warehouse"}
        assert {run.status for run in runs} == {dg.DagsterRunStatus.SUCCESS}
        assert instance.get_dynamic_partitions("collection") == ["samples"]
        event = instance.get_latest_materialization_event(dg.AssetKey("extraction"))
        assert event is not None
        assert event.asset_materialization.metadata["documents_read"].value == 7


def test_a_failing_run_exits_1_and_keeps_the_last_good_build(ingested, cli, tmp_path: Path, samples: Path):
    home = Home(tmp_path / "copy")
    shutil.copytree(ingested.home.root, home.root, symlinks=True)
    build = home.current.resolve()
    shutil.copy(samples / "S1_jiaoxi_2024.pdf", home.inbox / "samples" / "again.pdf")
    home.working_database.write_bytes(b"this is no database")
    failed = cli("ingest", home=home)
    assert failed.returncode == 1
    # not "unchanged": other collections of a run that fails in one may have been published
    assert "What is published is complete" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert home.current.resolve() == build
    assert ask(home, "select count(*) from dim_document")[0][0] > 0
    home.working_database.unlink()
    repaired = cli("ingest", home=home)
    assert repaired.returncode == 0, repaired.stderr


def test_a_reader_keeps_its_build_while_a_new_one_is_published(ingested, cli, tmp_path: Path, samples: Path):
    home = Home(tmp_path / "copy")
    shutil.copytree(ingested.home.root, home.root, symlinks=True)
    with duckdb.connect(str(home.current.resolve()), read_only=True) as reader:
        count = "select count(*) from fact_amount"
        before = reader.execute(count).fetchone()
        changed = tmp_path / "changed.pdf"
        changed.write_bytes(
            (samples / "S6_justice_2024_inconsistent.pdf").read_bytes() + b"\n"
        )  # other bytes, same figures
        assert cli("ingest", changed, "--collection", "second", home=home).returncode == 0
        assert reader.execute(count).fetchone() == before
        (after,) = ask(home, "select count(*) from dim_document where collection = 'second'")
        assert after == (1,)


def test_a_reader_in_another_process_does_not_stop_the_writer(ingested, cli, tmp_path: Path, samples: Path):
    home = Home(tmp_path / "copy")
    shutil.copytree(ingested.home.root, home.root, symlinks=True)
    program = (
        "import sys, duckdb\n"
        f"con = duckdb.connect({str(home.current)!r}, read_only=True)\n"
        "print('open', flush=True); sys.stdin.readline(); print(con.execute('select count(*) from fact_amount').fetchone()[0])"
    )
    reader = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert reader.stdout is not None
    assert reader.stdout.readline() == "open\n"
    assert cli("ingest", samples / "S7d_empty.pdf", "--collection", "second", home=home).returncode == 0
    out, _ = reader.communicate("\n")
    assert int(out) == ask(ingested.home, "select count(*) from fact_amount")[0][0]


def test_an_inbox_that_cannot_be_read_is_an_error_and_not_an_empty_one(cli, tmp_path: Path):
    home = Home(tmp_path / "home").ensure()
    home.inbox.rmdir()
    home.inbox.write_text("a file is in the way")
    done = cli("ingest", home=home)
    assert done.returncode == 1
    assert "inbox" in done.stderr
    assert "Traceback" not in done.stderr


def test_values_of_the_manifest_reach_the_warehouse(cli, tmp_path: Path, samples: Path):
    drop = tmp_path / "drop"
    drop.mkdir()
    shutil.copy(samples / "S6_justice_2024_inconsistent.pdf", drop / "a.pdf")
    (drop / "manifest.csv").write_text(
        "file,source_url,published_on,unit_code\na.pdf,https://example.org/a,2024-03-01,999001\n"
    )
    home = Home(tmp_path / "home")
    assert cli("ingest", drop, "--collection", "410802-2024", home=home).returncode == 0
    rows = ask(home, "select collection, source_url, published_on::varchar, manifest_unit_code from document")
    assert rows == [("410802-2024", "https://example.org/a", "2024-03-01", "999001")]


def _interrupt(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)


def test_ctrl_c_stops_soon_keeps_what_was_read_and_the_next_run_goes_on(cli, tmp_path: Path, samples: Path):
    home = Home(tmp_path / "home")
    words = [
        sys.executable,
        "-m",
        "pipeline.cli.main",
        "ingest",
        *map(str, sorted(samples.glob("*.pdf"))),
        "--home",
        str(home.root),
    ]
    with subprocess.Popen(
        words,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={**os.environ, "MINGZHANG_WORKERS": "1"},
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("[1/7]"):
                os.killpg(process.pid, signal.SIGINT)
                break
        # a signal can fall into a moment in which a library swallows it; a person who sees nothing happen presses again
        again = threading.Timer(10.0, _interrupt, [process])
        again.start()
        said = process.stderr.read()
        again.cancel()
    assert process.returncode == 130
    assert "Stopped" in said
    assert "Traceback" not in said
    assert not home.current.exists()
    done = cli("ingest", "--json", home=home)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents_read"] < 7
    with open_instance(home) as instance:
        assert not [run for run in instance.get_runs() if not run.is_finished]


def test_a_document_that_takes_too_long_is_rejected_and_the_run_succeeds(cli, tmp_path: Path, samples: Path):
    home = Home(tmp_path / "home")
    done = cli("ingest", samples / "S3_edu_bureau_2024.pdf", home=home, environment={"MINGZHANG_TIMEOUT": "0.01"})
    assert done.returncode == 0, done.stderr
    ((status, reason),) = ask(home, "select status, status_reason from dim_document")
    assert status == "rejected"
    assert "stopped after" in str(reason)
