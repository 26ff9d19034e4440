"""Pictures that commands write: one per page, with everything marked that a number comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.cli.output import CommandError
from pipeline.home import Home
from pipeline.tables.model import Box
from pipeline.tracing.picture import PictureError, marked_page
from pipeline.tracing.trace import TraceError, stored_original


@dataclass(frozen=True, slots=True)
class Mark:
    """Boxes on a page of a stored file."""

    sha256: str
    document_id: str
    page: int
    """From 1."""
    boxes: tuple[Box, ...]
    """In PDF points; none to show the page as it is."""
    is_second: bool = False
    """The other side of a comparison: marked in another colour."""


def draw(marks: Sequence[Mark], place: Home, out: Path) -> list[Path]:
    """Write one picture per page; page (and document) are added to the name when there are several.

    Raises:
        CommandError: an original is gone or has changed, a page cannot be drawn, or a file cannot be written.
    """
    pages: dict[tuple[str, str, int], tuple[list[Box], list[Box]]] = {}
    for mark in marks:
        sides = pages.setdefault((mark.document_id, mark.sha256, mark.page), ([], []))
        sides[mark.is_second].extend(mark.boxes)
    several_documents = len({document for document, _, _ in pages}) > 1
    written = []
    try:
        for (document, sha256, page), (boxes, others) in sorted(pages.items()):
            stem = f"{out.stem}-{document}" if several_documents else out.stem
            target = out if len(pages) == 1 else out.with_stem(f"{stem}-p{page}")
            picture = marked_page(stored_original(place.stored_file(sha256), sha256), page, boxes, others)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(picture)
            written.append(target)
    except (TraceError, PictureError) as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{out} cannot be written: {error.strerror or error}.") from error
    return written
