"""`mingzhang fetch`: what is new on publishers' sites into the inbox."""

from __future__ import annotations

from collections import Counter

import typer
from rich.text import Text

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import UsageError, stderr, stdout
from pipeline.fetching.fetch import fetch_all, named_hosts
from pipeline.fetching.polite import Guest
from pipeline.fetching.sources import SOURCES_NAME, SourcesError, read_sources
from pipeline.intake.names import harmless


def fetch(home: HomeOption = None) -> None:
    """Fetch new and changed PDFs of the sites that `sources.yml` names into the inbox; exit status 1 when an address failed."""
    place = locate(home).ensure()
    try:
        sources = read_sources(place)
    except SourcesError as error:
        raise UsageError(str(error)) from error
    if not sources:
        raise UsageError(f"There is no {place.root / SOURCES_NAME}: list collections with their pages and files there.")
    counts: Counter[str] = Counter()
    guest = Guest(named_hosts=named_hosts(sources))
    try:
        for outcome in fetch_all(place, sources, guest):
            counts[outcome.what] += 1
            if outcome.what != "unchanged":
                said = f"{outcome.what} {outcome.collection}/{outcome.file_name or ''} {outcome.address} {outcome.reason or ''}"
                stderr().print(Text(harmless(said)), soft_wrap=True)
    finally:
        guest.close()
    stdout().print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())) or "No address was found.")
    if counts["failed"]:
        raise typer.Exit(1)
