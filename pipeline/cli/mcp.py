"""`mingzhang mcp`: the published build for assistants, over standard input and output."""

from __future__ import annotations

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import CommandError


def mcp(home: HomeOption = None) -> None:
    """Answer an assistant (Model Context Protocol on standard input and output) until it hangs up; read-only."""
    from pipeline.answers.service import Answers
    from pipeline.web.assistants import serve

    place = locate(home)
    if not place.current.exists():
        raise CommandError(f"Nothing is published in {place.root} yet. Run `mingzhang ingest PATH` first.")
    serve(Answers(place))
