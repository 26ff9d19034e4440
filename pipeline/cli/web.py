"""`mingzhang web` and `mingzhang site`: the warehouse as pages, by a server on localhost or as a folder of files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import CommandError, UsageError, stderr

_HOST = "127.0.0.1"
_CHECK_SECONDS = 900
_SHOWN = 2000
"""Characters of an error that are shown."""
_PICTURES = ("all", "findings", "none")


def web(
    home: HomeOption = None,
    port: Annotated[int, typer.Option(help="Port.", min=1, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than localhost are for behind a proxy.")
    ] = _HOST,
    ui: Annotated[
        str, typer.Option(metavar="URL", help="Address of `mingzhang ui`, linked to at the foot of the pages.")
    ] = "http://127.0.0.1:3000",
    drafts: Annotated[
        bool | None,
        typer.Option(
            "--drafts/--no-drafts",
            help="Take drafts to check; on localhost they are taken unless told otherwise.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show the published warehouse as pages (read-only) until Ctrl-C; new builds appear by themselves."""
    import uvicorn

    from pipeline.web.server import application

    place = locate(home)
    if not place.current.exists():
        raise CommandError(f"Nothing is published in {place.root} yet. Run `mingzhang ingest PATH` first.")
    stderr().print(f"明账 on http://{host}:{port} for {place.root} — Ctrl-C ends it.", soft_wrap=True)
    is_local = host in {_HOST, "localhost", "::1"}
    check = check_in_a_process if drafts or (drafts is None and is_local) else None
    uvicorn.run(application(place, check=check, ui=ui if is_local else ""), host=host, port=port, log_level="warning")


def check_in_a_process(files: Sequence[Path]) -> str:
    """The report of `mingzhang check` on files, made in a process of its own: the server keeps nothing of it."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-check-") as folder:
        out = Path(folder) / "check.html"
        command = [sys.executable, "-m", "pipeline.cli.main", "check", *map(str, files), "-o", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_CHECK_SECONDS, check=False)  # noqa: S603  our own command
        if out.exists():
            return out.read_text(encoding="utf-8")
        return f"<!doctype html><meta charset=utf-8><title>mingzhang check</title><pre>{escape(done.stderr[-_SHOWN:])}</pre>"


def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write; made when missing.")],
    home: HomeOption = None,
    place: Annotated[str | None, typer.Option(metavar="CODE", help="Division code; everything when left out.")] = None,
    pictures: Annotated[str, typer.Option(help="Page pictures to write: all, findings or none.")] = "findings",
) -> None:
    """Write the same pages as files that open without a server."""
    from pipeline.answers.build import NothingPublishedError
    from pipeline.web.site import write_site

    if pictures not in _PICTURES:
        raise UsageError(f"--pictures {pictures} is unknown; use {', '.join(_PICTURES)}.")
    try:
        done = write_site(locate(home), folder, place=place, pictures=pictures)  # type: ignore[arg-type]  # checked above
    except NothingPublishedError as error:
        raise CommandError(str(error)) from error
    stderr().print(
        f"{folder / 'index.html'}: {done.pages:,} pages, {done.written:,} files written, {done.removed:,} removed, {done.bytes / 2**20:,.1f} MB",
        soft_wrap=True,
    )
