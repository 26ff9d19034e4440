"""The pages over HTTP: read-only, one page function an address. It writes nothing and asks nothing of the outside."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from urllib.parse import quote

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
from pipeline.web import api, feeds, pages
from pipeline.web.links import ServerLinks
from pipeline.web.pages.page import Page
from pipeline.web.pictures import PagePictures
from pipeline.web.render import Frame, render
from pipeline.web.tables import as_csv, as_xlsx
from pipeline.web.uploads import Check, is_from_here, report_of

_SECURITY = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_FORMS: dict[str, tuple[str, Callable[..., bytes]]] = {
    ".csv": ("text/csv; charset=utf-8", as_csv),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}


def application(home: Home, *, check: Check | None = None, ui: str = "") -> Starlette:
    """The web application of a home.

    Args:
        home: whose published build is shown.
        check: how a dropped draft is checked; None where drafts are not taken.
        ui: address of the operators' interface, linked to at the foot.
    """
    site = _Site(home, check, ui)
    return Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=str(resources.files("pipeline.web") / "static"))),
            Route("/search", site.search),
            Route("/search.json", site.search_json),
            *api.routes(site.answers),
            Route("/feed/unit/{unit}.atom", site.feed),
            Route("/feed/{place}.atom", site.feed),
            Route("/draft", site.draft, methods=["GET", "POST"]),
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

    def __init__(self, home: Home, check: Check | None, ui: str):
        self._home, self._check, self._ui = home, check, ui
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
        try:
            found = function(self._build, *parts, **_chosen(name, request))
        except TypeError:  # more or fewer parts than this page has
            return None
        if found is not None and name == "page":
            return self._with_size(found)
        return found

    def _with_size(self, page: Page) -> Page:
        head, number = page.values["head"], page.values["page_number"]
        with contextlib.suppress(PictureError):
            _, width, height = self._pictures.page(self._home.stored_file(head["sha256"]), number)
            return replace(page, values={**page.values, "size": (width, height), "shows_picture": True})
        return page

    def _html(self, page: Page, address: tuple[str, ...], request: Request, status: int = 200) -> Response:
        links = ServerLinks("en" if request.query_params.get("lang") == "en" else "zh")
        feed = ""
        if address and address[0] in {"place", "unit"} and len(address) == 2:
            feed = (
                f"/feed/{quote(address[1], safe=':')}.atom"
                if address[0] == "place"
                else f"/feed/unit/{quote(address[1])}.atom"
            )
        query = {key: value for key, value in request.query_params.items() if key != "lang"}
        frame = Frame(links, address, self._build.build_id, query, feed, self._ui)
        return Response(render(page, frame), status_code=status, media_type="text/html")

    def search(self, request: Request) -> Response:
        """Results as a page."""
        text = request.query_params.get("q", "")
        hits = search(self._build, text)
        return self._html(Page("search.html", "搜索：", {"hits": hits}, of=text), ("search",), request)

    def search_json(self, request: Request) -> Response:
        """Results for the hits below the search box."""
        return JSONResponse(
            [
                {key: hit[key] for key in ("kind", "id", "name", "place")}
                for hit in search(self._build, request.query_params.get("q", ""))
            ]
        )

    def feed(self, request: Request) -> Response:
        """Atom: what is new about a place or a body."""
        about = {key: str(value) for key, value in request.path_params.items()}
        key = about.get("place") or about["unit"]
        base = str(request.base_url).rstrip("/")
        news = feeds.entries(self._build, **about)
        return Response(feeds.atom(key, key, base, news), media_type="application/atom+xml")

    async def draft(self, request: Request) -> Response:
        """The page to drop a draft on, and the report on what was dropped."""
        text = ""
        if request.method == "POST":
            if self._check is None or not is_from_here(request):
                return Response(status_code=403)
            report = await report_of(request, self._check)
            if report is not None:
                return Response(report, media_type="text/html")
            text = "没有收到 PDF 文件，或文件太大。"
        page = Page("upload.html", "公开前核对", {"text": text, "is_open": self._check is not None})
        return self._html(page, ("draft",), request, status=422 if text else 200)

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


def _chosen(name: str, request: Request) -> dict[str, str]:
    """What of the query a page is told."""
    allowed = {
        "compare": {"measure", "year", "stage", "scope", "place"},
        "growth": {"measure", "year", "kind", "place"},
        "page": {"mark"},
    }.get(name, set())
    return {key: value for key, value in request.query_params.items() if key in allowed}
