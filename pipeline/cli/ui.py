"""`mingzhang ui`: the Dagster UI and daemon on localhost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
import yaml

from pipeline.cli.options import DEBUG_VARIABLE, HomeOption, locate
from pipeline.cli.output import CommandError, stderr
from pipeline.home import HOME_VARIABLE, Home

_HOST = "127.0.0.1"
_LARGEST_LOG = 20 * 2**20


def ui(
    home: HomeOption = None,
    port: Annotated[int, typer.Option(help="Port on localhost.", min=1, max=65535)] = 3000,
) -> None:
    """Open the Dagster UI and run the daemon (sensor, schedule, queue) until Ctrl-C."""
    place = locate(home)
    _check_port(port)
    signal.signal(
        signal.SIGTERM, _end_like_ctrl_c
    )  # a service manager's way to end it; the services must not outlive it
    services = start_services(place, port, quiet=os.environ.get(DEBUG_VARIABLE) != "1")
    stderr().print(
        f"Dagster UI on http://{_HOST}:{port} for {place.root} — Ctrl-C ends it. Logs: {place.dagster / 'logs'}",
        soft_wrap=True,
    )
    stderr().print("The figures as pages: `mingzhang web`, then http://127.0.0.1:8000", soft_wrap=True)
    try:
        _wait_until_one_ends(services)
    finally:
        stop_services(services)


def start_services(home: Home, port: int, *, quiet: bool) -> list[subprocess.Popen[bytes]]:
    """Start webserver and daemon with the instance of a home folder.

    Args:
        home: the home folder.
        port: of the webserver, on localhost only.
        quiet: write warnings and errors, as JSON, to `dagster/logs/` instead of everything to the terminal.

    Returns:
        both processes.
    """
    from pipeline.orchestration.instance import LOCATION_NAME, prepare_instance_folder

    folder = prepare_instance_folder(home)
    workspace = folder / "workspace.yaml"
    module = {"module_name": "pipeline.definitions", "location_name": LOCATION_NAME, "executable_path": sys.executable}
    workspace.write_text(yaml.safe_dump({"load_from": [{"python_module": module}]}), encoding="utf-8")
    environment = {**os.environ, "DAGSTER_HOME": str(folder), HOME_VARIABLE: str(home.root)}
    level = "warning" if quiet else "info"
    logs = folder / "logs"
    logs.mkdir(exist_ok=True)
    commands = [
        [
            "dagster_webserver",
            "--host",
            _HOST,
            "--port",
            str(port),
            "--workspace",
            str(workspace),
            "--log-level",
            level,
        ],
        ["dagster._daemon", "run", "--workspace", str(workspace), "--log-level", level],
    ]
    services = []
    for name, command in zip(("webserver", "daemon"), commands, strict=True):
        with _log_file(logs / f"{name}.log") as log:
            services.append(
                # own process groups, so that code servers and runs end with their service
                subprocess.Popen(  # noqa: S603
                    [sys.executable, "-m", *command, *(["--log-format", "json"] if quiet else [])],
                    env=environment,
                    cwd=Path.cwd(),
                    start_new_session=True,
                    stdout=log if quiet else None,
                    stderr=log if quiet else None,
                )
            )
    return services


def _log_file(path: Path) -> BinaryIO:
    """What a service and its runs say, readable after a crash; a large one makes room for a new one, the last is kept beside it."""
    if path.exists() and path.stat().st_size > _LARGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def stop_services(services: list[subprocess.Popen[bytes]]) -> None:
    """End the services and what they started."""
    for service in services:
        if service.poll() is None:
            service.send_signal(signal.SIGINT)
    for service in services:
        try:
            service.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(service.pid, signal.SIGKILL)
            service.wait()


def _end_like_ctrl_c(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _wait_until_one_ends(services: list[subprocess.Popen[bytes]]) -> None:
    try:
        while all(service.poll() is None for service in services):
            time.sleep(0.5)
    except KeyboardInterrupt:
        return
    raise CommandError(
        "A Dagster service ended by itself: its log is in dagster/logs/ of the home, or run `mingzhang ui --debug`."
    )


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise CommandError(f"Port {port} is in use: choose another with --port.") from error
