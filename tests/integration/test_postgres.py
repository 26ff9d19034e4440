"""Dagster's history in PostgreSQL: the command line, and webserver, daemon and code server as services of their own, each killed in mid-run."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from pipeline.home import HOME_VARIABLE, Home
from pipeline.orchestration.history import prune_history
from pipeline.orchestration.instance import POSTGRES_VARIABLE, open_instance, prepare_instance_folder

_BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/lib/postgresql"))
pytestmark = [
    pytest.mark.integration,
    pytest.mark.xdist_group("postgres"),
    pytest.mark.skipif(
        not (_BINARIES / "initdb").exists(), reason="PostgreSQL is not installed (apt install postgresql)"
    ),
]
pytest.importorskip("dagster_postgres", reason="needs the extra: pip install 'mingzhang[postgres]'")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of the tests' own, on a socket and no port. It does not run as root, so it is started as its own user there."""
    folder = Path("/tmp") / f"mingzhang-postgres-{os.getpid()}"
    folder.mkdir()
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    os.chown(folder, account.pw_uid, account.pw_gid)

    def run(*words: str) -> None:
        subprocess.run(
            [str(_BINARIES / words[0]), *words[1:]], check=True, capture_output=True, user=account.pw_uid, group=account.pw_gid, cwd=folder,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    run("initdb", "-D", str(folder / "data"), "-U", "mingzhang", "--auth=trust", "-E", "UTF8")
    run(
        "pg_ctl",
        "-D",
        str(folder / "data"),
        "-w",
        "-l",
        str(folder / "log"),
        "-o",
        f"-c listen_addresses='' -k {folder}",
        "start",
    )
    try:
        yield f"postgresql+psycopg2://mingzhang@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def on_postgres(home: Home, address: str, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv(POSTGRES_VARIABLE, address)
    monkeypatch.setenv(HOME_VARIABLE, str(home.root))
    return home


def documents(home: Home) -> int:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        (count,) = connection.execute("select count(*) from dim_document").fetchone() or (0,)
    return int(count)


def test_the_command_line_keeps_its_history_there_and_prunes_it(on_postgres, cli, samples: Path, address: str):
    done = cli("ingest", samples / "S7e_letter.pdf", home=on_postgres, environment={POSTGRES_VARIABLE: address})
    assert done.returncode == 0, done.stderr
    settings = (on_postgres.dagster / "dagster.yaml").read_text(encoding="utf-8")
    assert address not in settings  # it may hold a password
    assert not list(on_postgres.dagster.glob("history/**/*.db"))
    with open_instance(on_postgres) as instance:
        assert {run.job_name for run in instance.get_runs()} == {"load_collection", "build_warehouse"}
        assert prune_history(instance, on_postgres).runs == 0


class Services:
    """Webserver, daemon and code server as a service manager runs them."""

    def __init__(self, home: Home):
        self.folder = prepare_instance_folder(home)
        self.ports = [_free_port(), _free_port()]
        workspace = self.folder / "services.yaml"
        server = {"host": "localhost", "port": self.ports[0], "location_name": "mingzhang"}
        workspace.write_text(yaml.safe_dump({"load_from": [{"grpc_server": server}]}), encoding="utf-8")
        self._commands = {
            "code": [
                "dagster",
                "code-server",
                "start",
                "-m",
                "pipeline.definitions",
                "-h",
                "127.0.0.1",
                "-p",
                str(self.ports[0]),
            ],
            "web": ["dagster_webserver", "-h", "127.0.0.1", "-p", str(self.ports[1]), "-w", str(workspace)],
            "daemon": ["dagster._daemon", "run", "-w", str(workspace)],
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        environment = {**os.environ, "DAGSTER_HOME": str(self.folder)}
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", *self._commands[name]],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def ask(self, path: str, query: str | None = None) -> dict:
        body = json.dumps({"query": query}).encode() if query else None
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.ports[1]}{path}", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


@pytest.fixture
def services(on_postgres) -> Iterator[Services]:
    running = Services(on_postgres)
    for name in ("code", "web", "daemon"):
        running.start(name)
    try:
        yield running
    finally:
        for name in list(running.running):
            running.kill(name)


def test_separate_services_load_and_publish_and_each_may_be_killed(on_postgres, services, samples: Path):
    folder = on_postgres.inbox / "c"
    folder.mkdir(parents=True)
    wait_for(lambda: services.ask("/server_info")["dagster_webserver_version"], 180)
    for number, victim in enumerate(("daemon", "code", "web"), 1):
        data = (samples / "S7e_letter.pdf").read_bytes() + b"\n" * number
        (folder / f"{number}.pdf").write_bytes(data)
        wait_for(lambda: runs_under_way(services), 240)
        services.kill(victim)
        services.start(victim)
        wait_for(lambda expected=number: on_postgres.current.exists() and documents(on_postgres) == expected, 1200)
    wait_for(lambda: services.ask("/server_info"), 120)
    alive = subprocess.run(
        [sys.executable, "-m", "dagster._daemon", "liveness-check"],
        env={**os.environ, "DAGSTER_HOME": str(services.folder)},
        check=False,
    )
    assert alive.returncode == 0


def runs_under_way(services: Services) -> bool:
    query = "{ runsOrError(filter: {statuses: [QUEUED, STARTING, STARTED]}) { ... on Runs { results { id } } } }"
    return bool(services.ask("/graphql", query)["data"]["runsOrError"]["results"])


def wait_for(what: Callable[[], object], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if what():
                return
        except (OSError, duckdb.Error, KeyError, ValueError):
            pass
        time.sleep(0.5)
    raise AssertionError(f"not within {seconds} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
