"""Addresses of pages: the same names for the server and for a folder of files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

_MOST_MARKS = 40
"""Cells of a case that are marked."""
_TREES = ("mart_economic_year:", "mart_function_year:")
"""Rows that a folder has too many of to write a page about each."""
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

    def table(self, name: str, *parts: object, form: str = "csv", query: Mapping[str, str] | None = None) -> str:
        """Address of what a page shows as CSV, XLSX or JSON."""
        path = "/" + "/".join([name, *(quote(str(part), safe=":") for part in parts)]) + f".{form}"
        return f"{path}?{urlencode(query)}" if query else path

    def evidence(self, row_key: str, column: str) -> str:
        """Address of what stands behind a figure of a mart."""
        return self.page("evidence", row_key, column)

    def case_page(self, document_id: str, page: int, left: Sequence[str] | None, right: Sequence[str] | None) -> str:
        """Address of a page of a document with the cells of a case marked."""
        marks = ",".join([*(left or ()), *(right or ())][:_MOST_MARKS])
        return self.page("page", document_id, page, **({"mark": marks} if marks else {}))

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
    wanted: dict[str, set[str]] = field(default_factory=dict, compare=False)
    """Rows of marts whose evidence was linked to, with the columns: the folder needs a page for each row."""

    def page(self, name: str, *parts: object, **query: object) -> str:  # noqa: ARG002  a folder answers no query
        """Address of a page."""
        return f"../../{page_file(name, *parts)}"

    def evidence(self, row_key: str, column: str) -> str:
        """Address of what stands behind a figure of a mart: one page for a row, which is then wanted. Nothing for the rows of a tree."""
        if row_key.startswith(_TREES):
            return ""
        self.wanted.setdefault(row_key, set()).add(column)
        return f"{self.page('evidence', row_key)}#{column}"

    def case_page(self, document_id: str, page: int, left: Sequence[str] | None, right: Sequence[str] | None) -> str:  # noqa: ARG002
        """Address of a page of a document; its cells of failed rules are marked anyway."""
        return self.page("page", document_id, page)

    def table(self, name: str, *parts: object, form: str = "csv", query: Mapping[str, str] | None = None) -> str:  # noqa: ARG002
        """Address of what a page shows as CSV (the only form that is written)."""
        return f"../../{page_file(name, *parts)[: -len('.html')]}.{form}"

    def picture(self, document_id: str, page: int) -> str:
        """Address of the picture of a page."""
        return f"../../p/picture/{document_id}-{page}.png"

    def cell(self, amount_id: str, document_id: str, page: int) -> str:
        """Address of the cell in which an amount is printed: in a folder, the cell on the page of its document."""
        return f"{self.page('page', document_id, page)}#r-{amount_id}"

    def asset(self, name: str) -> str:
        """Address of a stylesheet or script."""
        return f"../../p/static/{name}"


Links = ServerLinks | FolderLinks


def page_file(name: str, *parts: object) -> str:
    """The file of a page below the folder of a site, two folders deep."""
    return f"p/{name or 'start'}/{'-'.join(file_safe(str(part)) for part in parts) or 'index'}.html"
