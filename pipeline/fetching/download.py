"""One address to one file: conditional, resumed, limited in size and time, and only what is a PDF."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from email.message import Message
from pathlib import Path, PurePosixPath
from urllib.parse import unquote_to_bytes, urlsplit

import httpx

from pipeline.fetching.memory import Fetched
from pipeline.fetching.polite import FetchError, Guest, TransientError
from pipeline.intake.names import as_unicode, harmless

_HEAD, _TAIL = 1024, 16 * 1024
_LONGEST_STEM = 150
_NO_NAME = re.compile(r'[\x00-\x1f/\\:*?"<>|]')


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A complete file beside the inbox, or the news that there is none."""

    path: Path | None
    """None when the server says that nothing has changed."""
    sha256: str = ""
    etag: str | None = None
    last_modified: str | None = None
    name: str = ""
    """What the server calls it, fit for a folder."""


def download(guest: Guest, address: str, scratch: Path, before: Fetched | None, most_bytes: int) -> Downloaded:
    """Fetch an address; an answer that breaks off is gone on with, in this call and in the next.

    Args:
        guest: makes the requests.
        address: what to fetch.
        scratch: where the body is written; a part of it may be there from an earlier call.
        before: what the address gave last.
        most_bytes: larger files are refused.

    Raises:
        FetchError: the address gives no PDF; `TransientError` when that may be otherwise next time. A part of the body stays in `scratch`.
        OSError: the disk is full, or cannot be written.
    """
    done: list[Downloaded] = []
    scratch.parent.mkdir(parents=True, exist_ok=True)

    def attempt() -> None:
        done.append(_attempt(guest, address, scratch, before, most_bytes))

    try:
        guest.patiently(attempt)
    except TransientError:
        raise
    except FetchError:
        _forget(scratch)
        raise
    return done[-1]


def _attempt(guest: Guest, address: str, scratch: Path, before: Fetched | None, most_bytes: int) -> Downloaded:
    offset, mark = _what_is_there(scratch)
    headers = {}
    if offset and mark:
        headers = {"Range": f"bytes={offset}-", "If-Range": mark}
    elif before is not None:
        headers = {
            name: value
            for name, value in (("If-None-Match", before.etag), ("If-Modified-Since", before.last_modified))
            if value
        }
    with guest.get(address, headers) as response:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Downloaded(None)
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            _forget(scratch)
            raise TransientError("The file has changed while it was fetched.")
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        if resumed and not response.headers.get("content-range", "").startswith(f"bytes {offset}-"):
            _forget(scratch)
            raise TransientError("The server goes on at another place than asked for.")
        _write_body(response, scratch, offset if resumed else 0, most_bytes, guest.manners.file_seconds)
        sha256 = _check(scratch, has_length="content-length" in response.headers)
        return Downloaded(
            scratch,
            sha256,
            response.headers.get("etag"),
            response.headers.get("last-modified"),
            _name(response, address),
        )


def _write_body(response: httpx.Response, scratch: Path, offset: int, most_bytes: int, seconds: float) -> None:
    said = response.headers.get("content-length", "")
    if said.isdigit() and offset + int(said) > most_bytes:
        raise FetchError(
            f"The file has {(offset + int(said)) / 2**20:,.0f} MB, more than the {most_bytes / 2**20:,.0f} MB that are read."
        )
    mark = _strong_mark(response)
    _mark_file(scratch).write_text(mark, encoding="utf-8")
    written, end = offset, time.monotonic() + seconds
    with scratch.open("r+b" if offset else "wb") as file:
        file.seek(offset)
        file.truncate()
        head = b""
        for chunk in response.iter_raw():
            if written < _HEAD:
                head += chunk
                if len(head) >= _HEAD and (what := _no_pdf(head)):
                    raise FetchError(what)
            written += len(chunk)
            if written > most_bytes:
                raise FetchError(f"The file has more than the {most_bytes / 2**20:,.0f} MB that are read.")
            file.write(chunk)
            if time.monotonic() > end:
                raise TransientError(f"The server needed more than {seconds:,.0f} s for {written / 2**20:,.1f} MB.")
    if written == 0:
        raise TransientError("The answer is empty.")
    if written == len(head) and (what := _no_pdf(head)):
        raise FetchError(what)


def _no_pdf(head: bytes) -> str | None:
    """What else an answer is, judged by its first bytes: a site that wants a login, or has moved a file, often answers with a page and status 200."""
    if b"%PDF-" in head[:_HEAD]:
        return None
    text = head[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype", b"<html", b"<head", b"<script", b"<meta", b"<?xml")) or b"<html" in text:
        return "The address gives a web page instead of a PDF (a login, an error, or the file has moved): check it in a browser."
    return "The address gives no PDF."


def _check(scratch: Path, *, has_length: bool) -> str:
    """The hash of a complete file. Without a length in the answer only the end of the file shows that it was not cut off."""
    with scratch.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    if not has_length and b"%%EOF" not in tail:
        _forget(scratch)
        raise TransientError("The answer was cut off.")
    return sha256


def _strong_mark(response: httpx.Response) -> str:
    """What tells that a file is still the same: a strong ETag (RFC 9110, 13.1.5 allows no weak one with ranges), else its date."""
    etag = response.headers.get("etag", "")
    if etag and not etag.startswith("W/"):
        return str(etag)
    return str(response.headers.get("last-modified", ""))


def _mark_file(scratch: Path) -> Path:
    return scratch.with_suffix(".mark")


def _what_is_there(scratch: Path) -> tuple[int, str]:
    mark = _mark_file(scratch)
    if not scratch.exists() or not mark.exists() or scratch.stat().st_size < _HEAD:  # the head is judged in one piece
        return 0, ""
    return scratch.stat().st_size, mark.read_text(encoding="utf-8")


def _forget(scratch: Path) -> None:
    scratch.unlink(missing_ok=True)
    _mark_file(scratch).unlink(missing_ok=True)


def _name(response: httpx.Response, address: str) -> str:
    """A file name from what the server says, else from the address; ends in .pdf."""
    message = Message()
    message["content-disposition"] = response.headers.get("content-disposition", "")
    said = message.get_filename()
    if said:
        with_bytes = said.encode("latin-1", "ignore") if said.isascii() is False else said.encode()
        name = _decoded(with_bytes) if not _is_text(said) else said
    else:
        name = _decoded(unquote_to_bytes(PurePosixPath(urlsplit(address).path).name))
    name = harmless(_NO_NAME.sub("_", PurePosixPath(name.replace("\\", "/")).name)).strip(" .")
    stem = name[:-4] if name.lower().endswith(".pdf") else name
    return f"{stem[:_LONGEST_STEM].strip() or 'document'}.pdf"


def _is_text(name: str) -> bool:
    """Whether a header's value is more than bytes that were taken for Latin letters."""
    return name.isascii() or any(ord(char) > 0xFF for char in name)


def _decoded(name: bytes) -> str:
    return as_unicode(name.decode("utf-8", "surrogateescape"))
