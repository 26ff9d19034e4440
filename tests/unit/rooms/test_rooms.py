"""The page of rooms (docs/developers/README.md) says what the imports say."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "developers" / "README.md"
_ROW = re.compile(r"^\| (?P<rooms>`[^|]+) \|[^|]*\| (?P<may>[^|]+) \|$", re.MULTILINE)
_NAME = re.compile(r"`(?:pipeline/)?([a-z_]+)(?:/|\.py)?`")
_EVERYTHING = "everything"
_OWN = {"pipeline", "schemas", "dbt_like_sql"}


@cache
def imports() -> dict[Path, set[str]]:
    """File of the program → dotted names of the modules it imports, those inside functions included."""
    found = {}
    for path in (p for folder in ("pipeline", "schemas") for p in (ROOT / folder).rglob("*.py")):
        names: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        found[path] = names
    return found


def room_of(dotted: str) -> str | None:
    """`pipeline.binding.rows.tree` → binding; `pipeline.home` → home; `schemas.allowed` → schemas; None for other packages."""
    parts = dotted.split(".")
    if parts[0] == "pipeline":
        return parts[1] if len(parts) > 1 else None
    return parts[0] if parts[0] in _OWN else None


@cache
def edges() -> dict[str, set[str]]:
    """Room → rooms it imports."""
    rooms = {p.stem if p.is_file() else p.name for p in (ROOT / "pipeline").iterdir()} | {"schemas", "dbt_like_sql"}
    found: dict[str, set[str]] = {}
    for path, names in imports().items():
        relative = path.relative_to(ROOT).with_suffix("")
        own = room_of(".".join(relative.parts))
        if own in {None, "__init__", "definitions"}:
            continue
        found.setdefault(str(own), set()).update(
            room for name in names if (room := room_of(name)) and room != own and room in rooms
        )
    return found


@cache
def page() -> dict[str, set[str]]:
    """Room → rooms that the page allows it to import."""
    table: dict[str, set[str]] = {}
    for row in _ROW.finditer(PAGE.read_text(encoding="utf-8")):
        may = {_EVERYTHING} if row["may"].strip() == _EVERYTHING else set(_NAME.findall(row["may"]))
        for room in _NAME.findall(row["rooms"]):
            table[room] = may
    return table


def test_every_room_stands_on_the_page() -> None:
    assert set(edges()) - set(page()) == set()
    assert set(page()) - set(edges()) <= {"dbt_like_sql"}  # SQL imports nothing


def test_a_room_imports_only_what_the_page_allows() -> None:
    wrong = {
        (room, other)
        for room, others in edges().items()
        for other in others
        if _EVERYTHING not in page()[room] and other not in page()[room]
    }
    assert wrong == set()


def test_the_page_allows_nothing_that_no_import_needs() -> None:
    unused = {
        (room, other)
        for room, may in page().items()
        if _EVERYTHING not in may
        for other in may - edges().get(room, set())
    }
    assert unused == set()


def test_no_room_reaches_itself_again() -> None:
    def reached(room: str) -> set[str]:
        seen: set[str] = set()
        todo = [room]
        while todo:
            for other in edges().get(todo.pop(), set()) - seen:
                seen.add(other)
                todo.append(other)
        return seen

    assert {room for room in edges() if room in reached(room)} == set()


def test_dagster_stays_in_the_rooms_around_the_business_code() -> None:
    allowed = {"orchestration", "cli", "definitions"}
    users = {
        room_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for path, names in imports().items()
        if any(name.split(".")[0] == "dagster" for name in names)
    }
    assert users <= allowed


def test_every_imported_package_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    declared = {re.split(r"[\[<>=!~ ]", line)[0].lower() for line in lines}
    used = {name.split(".")[0] for names in imports().values() for name in names} - _OWN - set(sys.stdlib_module_names)
    missing = {
        name
        for name in used
        if not {re.sub(r"[._]", "-", d).lower() for d in packages_distributions().get(name, [name])} & declared
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("dotted", "room"),
    [
        ("pipeline.binding.rows.tree", "binding"),
        ("pipeline.home", "home"),
        ("schemas.allowed", "schemas"),
        ("duckdb", None),
    ],
)
def test_what_a_room_is(dotted: str, room: str | None) -> None:
    assert room_of(dotted) == room
