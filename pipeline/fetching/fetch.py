"""All sources of a home: look at their pages, fetch what is new or changed, put it into the inbox with its line of the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from pipeline.fetching.download import Downloaded, download
from pipeline.fetching.links import Link, day_in_address, links_of
from pipeline.fetching.memory import Fetched, read_memory, unfinished_file, write_memory
from pipeline.fetching.polite import FetchError, Guest, TransientError
from pipeline.fetching.sources import Source
from pipeline.home import Home
from pipeline.intake.manifest import ManifestEntry, read_manifest, write_entries
from pipeline.intake.opening import MAX_BYTES

_PAGE_BYTES = 10 * 2**20


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What became of one address."""

    collection: str
    address: str
    what: str
    """`new`, `changed`, `unchanged`, or `failed`."""
    file_name: str | None = None
    reason: str | None = None
    """Of a failure, for people."""


def named_hosts(sources: Sequence[Source]) -> frozenset[str]:
    """Hosts that the operator named."""
    addresses = (address for source in sources for address in (*source.pages, *source.files))
    return frozenset(host for address in addresses if (host := urlsplit(address).hostname))


def fetch_all(
    home: Home, sources: Sequence[Source], guest: Guest, most_bytes: int = MAX_BYTES
) -> Iterator[FetchOutcome]:
    """Fetch; the failure of one address never stops the others.

    Args:
        home: the home folder.
        sources: as `read_sources` gives them.
        guest: makes the requests.
        most_bytes: larger files are refused.

    Yields:
        one outcome per address, as it is known.

    Raises:
        OSError: the disk is full, or cannot be written.
    """
    for source in sources:
        done: set[str] = set()
        for link in _addresses(source, guest):
            if isinstance(link, FetchOutcome):
                yield link
            elif link.address not in done:
                done.add(link.address)
                yield _fetch_one(home, source.collection, link, guest, most_bytes)


def _addresses(source: Source, guest: Guest) -> Iterator[Link | FetchOutcome]:
    for address in source.files:
        yield Link(address, "", day_in_address(address))
    waiting, seen = list(source.pages), set(source.pages)
    looked_at = 0
    while waiting and looked_at < source.most_pages:
        address = waiting.pop(0)
        looked_at += 1
        try:
            links = _links_on(address, guest)
        except FetchError as error:
            yield FetchOutcome(source.collection, address, "failed", reason=str(error))
            continue
        for link in links:
            wanted = source.links is None or source.links.search(link.text) or source.links.search(link.address)
            if link.is_pdf and wanted:
                yield link
            elif source.follow and source.follow.search(link.text) and link.address not in seen:
                seen.add(link.address)
                waiting.append(link.address)


def _links_on(address: str, guest: Guest) -> list[Link]:
    found: list[Link] = []

    def look() -> None:
        with guest.get(address) as response:
            body = b""
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > _PAGE_BYTES:
                    raise FetchError(f"The page has more than {_PAGE_BYTES // 2**20} MB.")
            found[:] = links_of(body, str(response.url), response.charset_encoding)

    guest.patiently(look)
    return found


def _fetch_one(home: Home, collection: str, link: Link, guest: Guest, most_bytes: int) -> FetchOutcome:
    memory = read_memory(home, collection)
    before = memory.get(link.address)
    folder = home.inbox / collection
    if before is not None and not (folder / before.file_name).exists():
        before = None  # taken out of the inbox: to be fetched again, or to be taken out of the sources
    scratch = unfinished_file(home, link.address)
    try:
        got = download(guest, link.address, scratch, before, most_bytes)
    except FetchError as error:
        again = " It is tried again next time." if isinstance(error, TransientError) else ""
        return FetchOutcome(collection, link.address, "failed", reason=f"{error}{again}")
    if got.path is None or (before is not None and before.sha256 == got.sha256):
        scratch.unlink(missing_ok=True)
        return FetchOutcome(collection, link.address, "unchanged", before.file_name if before else None)
    name = before.file_name if before else _free_name(home, collection, got, memory, link.address)
    folder.mkdir(parents=True, exist_ok=True)
    size = got.path.stat().st_size
    # the line first: a sensor that finds the file must find what is known of it
    _describe(home, collection, name, link)
    got.path.replace(folder / name)
    scratch.with_suffix(".mark").unlink(missing_ok=True)
    memory[link.address] = Fetched(
        link.address,
        name,
        got.sha256,
        size,
        got.etag,
        got.last_modified,
        datetime.now(UTC).isoformat(timespec="seconds"),
    )
    write_memory(home, collection, memory)
    return FetchOutcome(collection, link.address, "changed" if before else "new", name)


def _free_name(home: Home, collection: str, got: Downloaded, memory: dict[str, Fetched], address: str) -> str:
    """The name that the server gives, with a mark of the address when another file has it."""
    taken = {one.file_name for one in memory.values()}
    path = home.inbox / collection / got.name
    if got.name not in taken:
        if not path.exists():
            return got.name
        with path.open("rb") as file:  # brought by hand, or by a run that was killed before it could remember
            if hashlib.file_digest(file, "sha256").hexdigest() == got.sha256:
                return got.name
    name = PurePosixPath(got.name)
    return f"{name.stem}-{hashlib.sha256(address.encode()).hexdigest()[:8]}{name.suffix}"


def _describe(home: Home, collection: str, name: str, link: Link) -> None:
    """The manifest's line: what people wrote stays, address and day are filled in where they said nothing."""
    folder = home.inbox / collection
    known = read_manifest(folder).entries.get(name, ManifestEntry())
    ours = known.source_url in (None, link.address)
    day: date | None = (link.published_on or known.published_on) if ours else known.published_on
    write_entries(
        folder,
        {
            name: ManifestEntry(
                known.division_code,
                known.fiscal_year,
                known.unit_code,
                known.unit_name,
                known.source_url or link.address,
                day,
            )
        },
    )
