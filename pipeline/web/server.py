"""The pages over HTTP: read-only, one page function an address. It writes nothing and asks nothing of the outside."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from importlib import resources
from typing import Any
from xml.sax.saxutils import escape

import duckdb
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline.answers.answer import Answer, warnings_of
from pipeline.answers.build import NothingPublishedError
from pipeline.answers.search import search
from pipeline.answers.service import Answers
from pipeline.home import Home
from pipeline.tracing.picture import PictureError
from pipeline.tracing.trace import TraceError, picture, stored_original, trace_amount
from pipeline.web import api, pages
from pipeline.web.links import ServerLinks
from pipeline.web.pages import Page
from pipeline.web.pictures import PagePictures
from pipeline.web.render import render
from pipeline.web.tables import as_csv, as_xlsx

_SECURITY = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_FORMS: dict[str, tuple[str, Callable[..., bytes]]] = {
    ".csv": ("text/csv; charset=utf-8", as_csv),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}


def application(home: Home) -> Starlette:
    """The web application of a home.

    Args:
        home: whose published build is shown.
    """
    site = _Site(home)
    return Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=str(resources.files("pipeline.web") / "static"))),
            Route("/search", site.search),
            Route("/search.json", site.search_json),
            *api.routes(site.answers),
            Route("/feed/{place}.atom", site.feed),
            Route("/picture/{document_id}/{page:int}.png", site.page_picture),
            Route("/cell/{amount_id}.png", site.cell_picture),
            Route("/original/{document_id}.pdf", site.original),
            Route("/{path:path}", site.page),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=_with_headers)],
        exception_handlers={
            NothingPublishedError: nothing_published,
            duckdb.CatalogException: other_version,
            duckdb.BinderException: other_version,
        },
    )


async def _with_headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
    response = await call_next(request)
    response.headers.update(_SECURITY)
    return response


class _Site:
    """Answers of the server. Functions are synchronous on purpose: Starlette runs them in threads, DuckDB gives each its own cursor."""

    def __init__(self, home: Home):
        self._home = home
        self.answers = Answers(home)
        self._build = self.answers.build
        self._pictures = PagePictures()

    def page(self, request: Request) -> Response:
        """A page, or what it shows as CSV, XLSX or JSON."""
        path = request.path_params["path"].strip("/")
        form = next((form for form in (*_FORMS, ".json") if path.endswith(form)), None)
        name, *parts = (path[: -len(form)] if form else path).split("/")
        if name == "start":
            name = ""
        found = self._found(name, parts, request)
        if found is None:
            return self._html(
                Page("message.html", "没有这一页", {"text": "本次构建里没有这个地址。请搜索名称。"}),
                (),
                request,
                status=404,
            )
        if form == ".json":
            warnings = warnings_of(self._build, found.rows)
            return JSONResponse(Answer(found.title, self._build.build_id, found.rows, warnings).as_json())
        if form:
            kind, write = _FORMS[form]
            return Response(write(found.rows), media_type=kind)
        return self._html(found, (name, *parts) if name else (), request)

    def _found(self, name: str, parts: list[str], request: Request) -> Page | None:
        function = pages.PAGES.get(name)
        if function is None:
            return None
        chosen = {
            key: value
            for key, value in request.query_params.items()
            if key in {"measure", "year", "stage", "scope", "place"}
        }
        try:
            found = function(self._build, *parts, **(chosen if name == "compare" else {}))
        except TypeError:  # more or fewer parts than this page has
            return None
        if found is not None and name == "page":
            return self._with_size(found)
        return found

    def _with_size(self, page: Page) -> Page:
        head, number = page.values["head"], page.values["page_number"]
        with contextlib.suppress(PictureError):
            _, width, height = self._pictures.page(self._home.stored_file(head["sha256"]), number)
            return Page(
                page.template, page.title, {**page.values, "size": (width, height), "shows_picture": True}, page.rows
            )
        return page

    def _html(self, page: Page, address: tuple[str, ...], request: Request, status: int = 200) -> Response:
        links = ServerLinks("en" if request.query_params.get("lang") == "en" else "zh")
        return Response(render(page, links, self._build.build_id, address), status_code=status, media_type="text/html")

    def search(self, request: Request) -> Response:
        """Results as a page."""
        text = request.query_params.get("q", "")
        hits = search(self._build, text)
        return self._html(Page("search.html", f"搜索：{text}", {"hits": hits}), ("search",), request)

    def search_json(self, request: Request) -> Response:
        """Results for the hits below the search box."""
        return JSONResponse(
            [
                {key: hit[key] for key in ("kind", "id", "name", "place")}
                for hit in search(self._build, request.query_params.get("q", ""))
            ]
        )

    def feed(self, request: Request) -> Response:
        """Atom: the newest documents of a place."""
        place = request.path_params["place"]
        rows = self._build.rows(
            """
            select d.document_id, d.unit_name, d.fiscal_year, d.document_kind, d.status, d.ingested_at, d.failed_error_count
            from dim_document as d where d.division_code = ? order by d.ingested_at desc, d.document_id limit 100""",
            [place],
        )
        base = str(request.base_url).rstrip("/")
        entries = "".join(_atom_entry(row, base) for row in rows)
        updated = f"{rows[0]['ingested_at']:%Y-%m-%dT%H:%M:%SZ}" if rows else "1970-01-01T00:00:00Z"
        text = (
            f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:mingzhang:{escape(place)}</id>'
            f"<title>明账 {escape(place)}</title><updated>{updated}</updated><author><name>明账</name></author>{entries}</feed>"
        )
        return Response(text, media_type="application/atom+xml")

    def page_picture(self, request: Request) -> Response:
        """PNG of a page."""
        sha256 = self._sha256(request.path_params["document_id"])
        if sha256 is None:
            return Response(status_code=404)
        try:
            png, _, _ = self._pictures.page(self._home.stored_file(sha256), request.path_params["page"])
        except PictureError as error:
            return Response(str(error), status_code=404, media_type="text/plain")
        return Response(png, media_type="image/png", headers={"Cache-Control": "max-age=86400"})

    def cell_picture(self, request: Request) -> Response:
        """PNG of the row in which an amount is printed, its cell marked."""
        try:
            trace = trace_amount(self._build.connection().cursor(), request.path_params["amount_id"])
            png = picture(trace, self._home.stored_file(trace.sha256), framing="row")
        except TraceError as error:
            return Response(str(error), status_code=404, media_type="text/plain")
        return Response(png, media_type="image/png", headers={"Cache-Control": "max-age=86400"})

    def original(self, request: Request) -> Response:
        """The PDF as it was received."""
        sha256 = self._sha256(request.path_params["document_id"])
        try:
            path = stored_original(self._home.stored_file(sha256 or ""), sha256 or "")
        except TraceError as error:
            return Response(str(error), status_code=404, media_type="text/plain")
        return FileResponse(path, media_type="application/pdf")

    def _sha256(self, document_id: str) -> str | None:
        row = self._build.one("select sha256 from dim_document where document_id = ?", [document_id])
        return row["sha256"] if row else None


def nothing_published(request: Request, error: Exception) -> Response:  # noqa: ARG001  Starlette's form
    """What a home without a build says."""
    return Response(str(error), status_code=503, media_type="text/plain; charset=utf-8")


def other_version(request: Request, error: Exception) -> Response:  # noqa: ARG001  Starlette's form
    """A build that an older or newer program made lacks tables that these pages read."""
    text = "The published build was made by another version of this program: run `mingzhang ingest` to build it again."
    return Response(text, status_code=503, media_type="text/plain; charset=utf-8")


def _atom_entry(row: dict[str, Any], base: str) -> str:
    title = escape(" ".join(str(value) for value in (row["unit_name"], row["fiscal_year"]) if value))
    return (
        f"<entry><id>urn:sha256:{row['document_id']}</id><title>{title}</title><updated>{row['ingested_at']:%Y-%m-%dT%H:%M:%SZ}</updated>"
        f'<link href="{base}/document/{row["document_id"]}"/><summary>{row["failed_error_count"] or 0} 处不符</summary></entry>'
    )
