"""The answers of `pipeline.answers` over HTTP: the objects that `mingzhang mcp` gives to assistants, as JSON. Free statements are not among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.answers.answer import Answer
from pipeline.answers.service import Answers

_NARROWING = ("place", "unit", "stage", "scope")


def routes(answers: Answers) -> list[Route]:
    """Addresses below `/api/`, each giving one answer; a refusal has status 422 and says why.

    Args:
        answers: what is asked.
    """
    kinds: dict[str, Callable[[Request], Answer]] = {
        "/api/metrics.json": lambda _: answers.metrics(),
        "/api/metric/{name}.json": lambda request: _metric(answers, request),
        "/api/compare.json": lambda request: _compare(answers, request.query_params),
        "/api/find.json": lambda request: answers.find(request.query_params.get("q", "")),
        "/api/unit/{key:path}.json": lambda request: answers.unit(request.path_params["key"]),
        "/api/cases/{key}.json": lambda request: answers.cases(request.path_params["key"]),
        "/api/trace/{key:path}.json": lambda request: answers.trace(
            request.path_params["key"], request.query_params.get("column", "")
        ),
        "/api/tables.json": lambda request: answers.describe(request.query_params.get("table", "")),
    }
    return [Route(path, _as_response(ask)) for path, ask in kinds.items()]


def _as_response(ask: Callable[[Request], Answer]) -> Callable[[Request], Response]:
    def respond(request: Request) -> Response:
        answer = ask(request)
        return JSONResponse(answer.as_json(), status_code=422 if answer.refused else 200)

    return respond


def _metric(answers: Answers, request: Request) -> Answer:
    query = dict(request.query_params)
    narrowed: dict[str, object] = {name: query.pop(name, "") for name in _NARROWING}
    year, limit = query.pop("year", ""), query.pop("limit", "")
    return answers.metric(request.path_params["name"], query, _number(limit) or 100, year=_number(year), **narrowed)


def _compare(answers: Answers, query: Mapping[str, str]) -> Answer:
    return answers.compare(
        query.get("measure", "expenditure_yuan"),
        _number(query.get("year", "")),
        query.get("stage", ""),
        query.get("scope", ""),
        place=query.get("place", ""),
        limit=_number(query.get("limit", "")) or 100,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
