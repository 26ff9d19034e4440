"""Addresses of pages: the same names for the server and for a folder of files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

_SAFE = re.compile(r"[^0-9A-Za-z_.:-]")


def file_safe(text: str) -> str:
    """A text as part of a file name, reversible enough to stay distinct."""
    return _SAFE.sub(lambda match: "~" + format(ord(match[0]), "x"), text)


@dataclass(frozen=True, slots=True)
class ServerLinks:
    """Addresses on a server: `/unit/KEY`, with `?lang=en` for the other language."""

    language: str = "zh"
    is_folder: bool = False

    def page(self, name: str, *parts: object, **query: object) -> str:
        """Address of a page."""
        path = "/" + "/".join([name, *(quote(str(part), safe=":") for part in parts)]).strip("/")
        if self.language != "zh":
            query = {**query, "lang": self.language}
        return f"{path}?{urlencode(query)}" if query else path

    def table(self, name: str, *parts: object, form: str = "csv") -> str:
        """Address of what a page shows as CSV or XLSX."""
        return "/" + "/".join([name, *(quote(str(part), safe=":") for part in parts)]) + f".{form}"

    def picture(self, document_id: str, page: int) -> str:
        """Address of the picture of a page."""
        return f"/picture/{document_id}/{page}.png"

    def cell(self, amount_id: str, document_id: str, page: int) -> str:  # noqa: ARG002  a folder needs the page
        """Address of the cell in which an amount is printed."""
        return self.page("amount", amount_id)

    def asset(self, name: str) -> str:
        """Address of a stylesheet or script."""
        return f"/static/{name}"


@dataclass(frozen=True, slots=True)
class FolderLinks:
    """Addresses between files of a folder that opens without a server; every page lies two folders deep, so each is `../../…`."""

    language: str = "zh"
    is_folder: bool = True

    def page(self, name: str, *parts: object, **query: object) -> str:  # noqa: ARG002  a folder answers no query
        """Address of a page."""
        return f"../../{page_file(name, *parts)}"

    def table(self, name: str, *parts: object, form: str = "csv") -> str:
        """Address of what a page shows as CSV (the only form that is written)."""
        return f"../../{page_file(name, *parts)[: -len('.html')]}.{form}"

    def picture(self, document_id: str, page: int) -> str:
        """Address of the picture of a page."""
        return f"../../p/picture/{document_id}-{page}.png"

    def cell(self, amount_id: str, document_id: str, page: int) -> str:
        """Address of the cell in which an amount is printed: in a folder, the cell on the page of its document."""
        return f"{self.page('page', document_id, page)}#c-{amount_id}"

    def asset(self, name: str) -> str:
        """Address of a stylesheet or script."""
        return f"../../p/static/{name}"


Links = ServerLinks | FolderLinks


def page_file(name: str, *parts: object) -> str:
    """The file of a page below the folder of a site, two folders deep."""
    return f"p/{name or 'start'}/{'-'.join(file_safe(str(part)) for part in parts) or 'index'}.html"
