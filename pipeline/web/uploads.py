"""The page on which a draft is dropped: it is checked on this machine, reported, and forgotten."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import anyio.to_thread
from starlette.datastructures import UploadFile
from starlette.requests import Request

Check = Callable[[Sequence[Path]], str]
"""Reads drafts and gives the report as one HTML file."""
LARGEST = 64 * 2**20
"""Bytes of a draft."""
MOST = 4
"""Files at a time."""


def is_from_here(request: Request) -> bool:
    """Whether a form was sent by these pages and not by another site that the browser shows."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def report_of(request: Request, check: Check) -> str | None:
    """Check what was sent.

    Returns:
        the report; None when there is no PDF, or one that is too large.
    """
    async with request.form(max_files=MOST, max_part_size=LARGEST) as form:
        files = [item for item in form.getlist("files") if isinstance(item, UploadFile) and item.filename]
        with tempfile.TemporaryDirectory(prefix="mingzhang-draft-") as folder:
            paths = []
            for number, file in enumerate(files, start=1):
                content = await file.read(LARGEST + 1)
                if len(content) > LARGEST or not content.startswith(b"%PDF"):
                    return None
                path = Path(folder) / f"{number}-{Path(file.filename or 'draft').stem[-60:]}.pdf"
                path.write_bytes(content)
                paths.append(path)
            return await anyio.to_thread.run_sync(check, paths) if paths else None
