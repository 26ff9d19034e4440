"""Bad input: one or two lines that say what to do, the exit status of the contract, never a traceback."""

from pathlib import Path

import duckdb
import pytest

from pipeline.cli.main import main
from pipeline.home import Home


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


@pytest.fixture
def published(home: Home) -> Home:
    """A home with a small published build."""
    with duckdb.connect(str(home.published / "build.duckdb")) as connection:
        connection.execute("create table fact_amount as select 'a' as amount_id, 1.50::decimal(20, 2) as amount_yuan")
        connection.execute(
            "create table dim_document as select 'd' as document_id, 'x.pdf' as file_name, 'c' as collection, 'y' as sha256"
        )
    home.current.symlink_to("build.duckdb")
    return home


@pytest.mark.parametrize(
    "command", [["documents"], ["findings"], ["query", "select 1"], ["trace", "x"], ["export", "out"]]
)
def test_before_the_first_build_a_command_says_to_ingest_first(capsys, home: Home, command: list[str]):
    status, _, said = run(capsys, *command, "--home", home.root)
    assert status == 1
    assert "mingzhang ingest" in said
    assert len(said.splitlines()) <= 2


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("selec 1", "syntax error"),
        ("select amount from fact_amount", "not found"),
        ("select * from no_such_table", "does not exist"),
        ("", "empty"),
        ("create table x as select 1", "can only be read"),
        ("delete from fact_amount", "can only be read"),
        ("select * from read_csv('/etc/passwd')", "cannot read or write files"),
        ("copy fact_amount to 'x.csv'", "cannot read or write files"),
        ("attach 'other.duckdb'", "cannot read or write files"),
        ("install httpfs", "disabled"),
        ("set enable_external_access = true", "locked"),
        ("select 'x'::integer", "Could not convert"),
    ],
)
def test_a_query_that_cannot_run_is_wrong_usage_with_duckdbs_own_words(capsys, published: Home, sql: str, said: str):
    status, out, err = run(capsys, "query", sql, "--home", published.root)
    assert status == 2
    assert said in err
    assert "Traceback" not in err
    assert len(err.splitlines()) <= 2
    assert out == ""


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["query"],
        ["query", "select 1", "--format", "xml"],
        ["ingest", "--what"],
        ["findings", "--severity", "bad"],
        ["trace", "x", "-o", "x.jpg"],
    ],
)
def test_wrong_words_end_with_status_2(capsys, published: Home, words: list[str]):
    home = ["--home", published.root] if words[0] != "nonsense" else []
    status, _, err = run(capsys, *words, *home)
    assert status == 2
    assert 0 < len(err.splitlines()) <= 2


@pytest.mark.parametrize(
    ("path", "said"), [("gone.pdf", "does not exist"), ("notes.txt", "not named .pdf"), ("folder", "holds no file")]
)
def test_a_path_that_cannot_be_ingested_is_wrong_usage(capsys, home: Home, tmp_path: Path, path: str, said: str):
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "folder").mkdir()
    status, _, err = run(capsys, "ingest", tmp_path / path, "--home", home.root)
    assert status == 2
    assert said in err


def test_a_collection_that_is_not_there_is_wrong_usage(capsys, home: Home):
    status, _, err = run(capsys, "ingest", "--collection", "none", "--home", home.root)
    assert status == 2
    assert "put PDFs there" in err


def test_an_unexpected_error_is_two_lines_without_traceback(capsys, published: Home):
    status, _, err = run(capsys, "findings", "--home", published.root)  # this build has no table `finding`
    assert status == 1
    assert "--debug" in err
    assert "Traceback" not in err
    assert len(err.splitlines()) <= 2


def test_debug_shows_the_traceback(published: Home):
    with pytest.raises(duckdb.Error):
        main(["findings", "--home", str(published.root), "--debug"])


def test_the_home_folder_may_come_from_the_environment(capsys, published: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MINGZHANG_HOME", str(published.root))
    assert run(capsys, "query", "select 42 as n", "--format", "csv") == (0, "n\n42\n", "")


def test_json_keeps_every_digit_of_an_amount(capsys, published: Home):
    _, out, _ = run(
        capsys,
        "query",
        "select 12345678901234567.89::decimal(20,2) as yuan, null as nothing, ['a'] as list",
        "--format",
        "json",
        "--home",
        published.root,
    )
    assert out == '[{"yuan": 12345678901234567.89, "nothing": null, "list": ["a"]}]\n'


def test_csv_is_quoted_where_needed(capsys, published: Home):
    _, out, _ = run(
        capsys, "query", "select 'a,b' as x, 1.50::decimal(5,2) as y, null as z", "-f", "csv", "--home", published.root
    )
    assert out == 'x,y,z\n"a,b",1.50,\n'


def test_a_long_table_says_how_many_rows_it_does_not_show(capsys, published: Home):
    _, out, _ = run(capsys, "query", "select range as n from range(700)", "--home", published.root)
    assert "200 more rows" in out


def test_the_version_is_printed(capsys):
    status, out, _ = run(capsys, "--version")
    assert status == 0
    assert out.startswith("mingzhang 0.")
