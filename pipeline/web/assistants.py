"""`mingzhang mcp`: the answers of `pipeline.answers` as tools of the Model Context Protocol, over standard input and output."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

import anyio.to_thread
from mcp.server import MCPServer
from mcp.types import CallToolResult, ContentBlock, ImageContent, TextContent
from pydantic import Field

from pipeline.answers.answer import Answer
from pipeline.answers.service import Answers

_INSTRUCTIONS = """\
Figures of Chinese government budget disclosures (明账). Every answer names its build, unit, scope and warnings, and leads to the printed cells.
Pass the warnings on. Never add or rank together: department and unit (department contains its units), budget and final accounts (the same money
at two moments), totals and their parts, 元 and 万元. A missing figure is not zero. Prefer `metric` and `compare` to `sql`; show where a figure is
printed with `trace`."""

Year = Annotated[int | None, Field(description="fiscal year; all, or the newest, when left out")]
Place = Annotated[str, Field(description="division code (GB/T 2260) or its beginning, e.g. 310107")]
Unit = Annotated[str, Field(description="part of a body's name, or its unit_id as `find` gives it")]
Stage = Annotated[str, Field(description="budget or final_accounts; never both")]
Scope = Annotated[str, Field(description="department (with its units) or unit; never both")]
Limit = Annotated[int, Field(ge=1, le=1000, description="most rows")]


def server(answers: Answers) -> MCPServer[Any]:
    """The server over the newest build of a home.

    Args:
        answers: what the tools ask.
    """
    tools: MCPServer[Any] = MCPServer("mingzhang", title="明账", instructions=_INSTRUCTIONS, log_level="WARNING")

    @tools.tool()
    async def metrics() -> CallToolResult:
        """List the named metrics: the 22 questions of the analysts' pages, with what each needs."""
        return await _done(answers.metrics)

    @tools.tool()
    async def metric(
        name: Annotated[str, Field(description="name or number (Q01 … Q22) of a metric")],
        *,
        parameters: Annotated[dict[str, str | int | float] | None, Field(description="what the metric needs")] = None,
        place: Place = "",
        unit: Unit = "",
        year: Year = None,
        stage: Stage = "",
        scope: Scope = "",
        limit: Limit = 100,
    ) -> CallToolResult:
        """Answer a named metric, for everything or narrowed; every row leads to its cells."""
        return await _done(
            lambda: answers.metric(name, parameters, limit, place=place, unit=unit, year=year, stage=stage, scope=scope)
        )

    @tools.tool()
    async def compare(
        *,
        measure: Annotated[str, Field(description="e.g. expenditure_yuan, project_yuan, three_public_yuan")],
        stage: Stage,
        scope: Scope,
        year: Year = None,
        place: Place = "",
        limit: Limit = 100,
    ) -> CallToolResult:
        """Rank bodies by one measure of one year, stage and scope, with the median and how many lack the figure."""
        return await _done(lambda: answers.compare(measure, year, stage, scope, place=place, limit=limit))

    @tools.tool()
    async def find(
        text: Annotated[str, Field(description="part of a name, pinyin, initials, a code, or a printed amount")],
    ) -> CallToolResult:
        """Find bodies and projects by name, pinyin (shangwuju), initials (swj) or code, and where an amount is printed."""
        return await _done(lambda: answers.find(text))

    @tools.tool()
    async def unit(unit_id: Annotated[str, Field(description="as `find` gives it")]) -> CallToolResult:
        """All years of a body; budget and final accounts, department and unit are separate rows and never added."""
        return await _done(lambda: answers.unit(unit_id))

    @tools.tool()
    async def cases(document_id: str) -> CallToolResult:
        """What contradicts itself in a document, with both figures, pages and cells."""
        return await _done(lambda: answers.cases(document_id))

    @tools.tool()
    async def trace(
        key: Annotated[str, Field(description="row_key of a row, or amount_id of a cell")],
        column: Annotated[str, Field(description="with a row_key: one figure; all when left out")] = "",
        picture: Annotated[bool, Field(description="with a picture of the (first) cell")] = False,  # noqa: FBT002  a tool's option
    ) -> CallToolResult:
        """Where a number is printed: file, page, cell and text, with a picture of the cell on request."""
        return await _done(lambda: answers.trace(key, column), answers.cell_picture if picture else None)

    @tools.tool()
    async def sql(
        statement: Annotated[str, Field(description="one DuckDB SELECT on published tables or zh.… views")],
        limit: Limit = 200,
    ) -> CallToolResult:
        """Run one SELECT, read-only, within limits of time, rows and memory; sums over the same money twice are refused."""
        return await _done(lambda: answers.sql(statement, limit))

    @tools.tool()
    async def describe(
        table: Annotated[str, Field(description="a table; all tables when left out")] = "",
    ) -> CallToolResult:
        """The tables with their comments, or the columns of one."""
        return await _done(lambda: answers.describe(table))

    return tools


async def _done(ask: Callable[[], Answer], picture: Callable[[str], bytes | None] | None = None) -> CallToolResult:
    """Ask in a thread, so that the server goes on listening, and put the answer into the protocol's form."""
    answer = await anyio.to_thread.run_sync(ask)
    content = answer.as_json()
    blocks: list[ContentBlock] = [TextContent(type="text", text=json.dumps(content, ensure_ascii=False, default=str))]
    cell = next((str(row["amount_id"]) for row in answer.rows if row.get("amount_id")), "")
    if picture and cell:
        png = await anyio.to_thread.run_sync(picture, cell)
        if png:
            blocks.append(ImageContent(type="image", data=base64.b64encode(png).decode(), mime_type="image/png"))
    return CallToolResult(content=blocks, structured_content=content, is_error=bool(answer.refused))


def serve(answers: Answers, transport: Literal["stdio"] = "stdio") -> None:
    """Serve one client until it closes standard input."""
    server(answers).run(transport)
