"""`mingzhang mcp` and the JSON of the pages: the same answers, with cells, and a refusal where a comparison would lie."""

import asyncio
import json
import shutil
import sys
from collections.abc import Coroutine
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from starlette.testclient import TestClient

from pipeline.answers.questions import questions
from pipeline.answers.service import Answers
from pipeline.home import Home
from pipeline.web.assistants import server
from pipeline.web.server import application

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("ingest")]
PARAMETERS = {
    "function_over_years": {"first_code": "20805", "second_code": "20131"},
    "where_printed": {"unit": "%焦西街道%", "amount_yuan": 5527200},
}
NO_ANSWER_IN_THE_SAMPLES = {"three_public_rise", "execution", "missing_disclosures"}


@pytest.fixture(scope="module")
def home(ingested, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy: a server keeps its build open under limits of its own, and DuckDB then opens that file in no other way in this process."""
    copy = Home(tmp_path_factory.mktemp("assistants") / "home")
    shutil.copytree(ingested.home.root, copy.root, symlinks=True)
    return copy


@pytest.fixture(scope="module")
def answers(home: Home) -> Answers:
    return Answers(home)


def asked(answers: Answers, tool: str, **arguments: object) -> Any:
    """What a client of the server in this process receives."""

    async def call() -> Any:
        async with Client(server(answers)) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(call())


def content(result: Any) -> dict[str, Any]:
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


@pytest.mark.parametrize("name", list(questions()))
def test_a_named_metric_answers_and_each_of_its_rows_leads_to_cells(answers, name):
    found = content(asked(answers, "metric", name=name, parameters=PARAMETERS.get(name)))
    assert found["refused"] is None
    assert bool(found["rows"]) != (name in NO_ANSWER_IN_THE_SAMPLES)
    assert found["build"] == answers.build.build_id
    for row in found["rows"][:3]:
        key = row["cells"].get("row") or row["cells"].get("row_keys", [None])[0] or row.get("amount_id")
        traced = content(asked(answers, "trace", key=key))
        assert traced["refused"] is None
        assert traced["rows"] or name == "failures"  # a rule about a missing table has no cell


def test_a_metric_narrowed_to_a_body_gives_its_rows_only(answers):
    found = content(asked(answers, "metric", name="Q05", unit="焦西街道", year=2024))
    assert {row["unit_name"] for row in found["rows"]} == {"焦作市解放区人民政府焦西街道办事处"}
    assert [row["project_share"] for row in found["rows"]] == [1.0]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("compare", {"measure": "expenditure_yuan", "stage": "budget", "scope": "both"}),
        ("compare", {"measure": "expenditure_yuan", "stage": "", "scope": "unit"}),
        ("compare", {"measure": "printed", "stage": "budget", "scope": "unit"}),
        ("metric", {"name": "own_revenue", "scope": "department,unit"}),
        ("metric", {"name": "wages_per_head", "unit": "教育局"}),
        ("metric", {"name": "spending_by_class", "unit": "教育局"}),
        ("metric", {"name": "where_printed"}),
        ("metric", {"name": "everything"}),
        ("sql", {"statement": "select sum(amount_yuan) from fact_amount"}),
        ("sql", {"statement": "select sum(printed::double) from fact_amount"}),
        ("sql", {"statement": "select sum(金额_万元) from zh.金额"}),
        ("sql", {"statement": "select sum(amount_yuan) from mart_three_public where is_own_year"}),
        ("sql", {"statement": "drop table fact_amount"}),
        ("unit", {"unit_id": "nobody"}),
        ("cases", {"document_id": "nothing"}),
    ],
)
def test_what_would_lie_is_refused_with_a_reason(answers, tool, arguments):
    result = asked(answers, tool, **arguments)
    assert result.is_error
    found = content(result)
    assert found["refused"]
    assert found["rows"] == []


def test_a_cell_comes_with_its_picture(answers):
    row = content(asked(answers, "find", text="552.72"))["rows"][0]
    result = asked(answers, "trace", key=row["id"], picture=True)
    assert content(result)["rows"][0]["printed"] == "552.72"
    assert [block.type for block in result.content] == ["text", "image"]


def test_what_contradicts_itself_comes_with_both_figures_and_their_cells(answers):
    (document,) = answers.build.rows("select document_id from dim_document where file_name like '%inconsistent%'")
    found = content(asked(answers, "cases", document_id=document["document_id"]))
    case = next(row for row in found["rows"] if row["left_amount_ids"])
    assert case["cells"]["amounts"]
    assert "failing" in {warning["code"] for warning in found["warnings"]}


def test_the_pages_give_the_same_objects(answers, home: Home):
    with TestClient(application(home)) as browser:
        for address, tool, arguments in (
            ("/api/metric/project_share.json", "metric", {"name": "project_share"}),
            ("/api/compare.json?stage=budget&scope=department", "compare", {"measure": "expenditure_yuan", "stage": "budget", "scope": "department"}),
            ("/api/find.json?q=教育局", "find", {"text": "教育局"}),
            ("/api/tables.json", "describe", {}),
        ):  # fmt: skip
            assert browser.get(address).json() == content(asked(answers, tool, **arguments))
        assert browser.get("/api/compare.json?stage=both&scope=unit").status_code == 422


def test_the_command_speaks_the_protocol_over_standard_input_and_output(ingested):
    command = [sys.executable, "-m", "pipeline.cli.main", "mcp", "--home", str(ingested.home.root)]

    async def talk() -> list[str]:
        async with Client(StdioServerParameters(command=command[0], args=command[1:])) as client:
            listed = await client.list_tools()
            answer = await client.call_tool(
                "compare", {"measure": "expenditure_yuan", "stage": "budget", "scope": "department"}
            )
            assert answer.structured_content["rows"]
            return [tool.name for tool in listed.tools]

    done: Coroutine[Any, Any, list[str]] = talk()
    assert set(asyncio.run(done)) >= {"metric", "compare", "find", "cases", "trace", "sql"}
