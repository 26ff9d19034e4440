"""Every limit of tables, binding and identity: a number that has a name, and the pages on either side of it.

    python -m benchmarks.limits

Prints the table of docs/developers/limits.md; what stands there about a limit stays, what is new says that no page near it is known.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "developers" / "limits.md"
ROOMS = ("tables", "binding", "identity")
UNKNOWN = "no page near it"
_ROW = re.compile(r"^\| `(?P<place>[^`]+)` \| (?P<value>\S+) \| (?P<what>[^|]*) \| (?P<pair>[^|]*) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Limit:
    """A named number of a module."""

    place: str
    """`tables/captions.py MAX_CAPTION_GAP`."""
    value: str
    what: str
    """The first line of what its module says of it."""


def limits() -> Iterator[Limit]:
    """All of them, by module and line."""
    for room in ROOMS:
        for path in sorted((ROOT / "pipeline" / room).rglob("*.py")):
            body = ast.parse(path.read_text(encoding="utf-8")).body
            for node, following in zip(body, [*body[1:], None], strict=True):
                for name, value in _numbers(node):
                    place = f"{path.relative_to(ROOT / 'pipeline')} {name}"
                    yield Limit(place, value, _said(following))


def _numbers(node: ast.stmt) -> Iterator[tuple[str, str]]:
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        pairs = (
            list(zip(target.elts, node.value.elts, strict=True))
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            else [(target, node.value)]
        )
        for name, value in pairs:
            if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and type(value.value) in {int, float}:
                yield name.id, str(value.value)


def _said(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split("\n")[0].split()).replace("|", "/")
    return ""


def pairs() -> dict[str, tuple[str, str]]:
    """Place → value and pair, as the page has them."""
    return {row["place"]: (row["value"], row["pair"]) for row in _ROW.finditer(PAGE.read_text(encoding="utf-8"))}


def main() -> None:
    """Print the table."""
    known = pairs() if PAGE.exists() else {}
    for limit in limits():
        print(f"| `{limit.place}` | {limit.value} | {limit.what} | {known.get(limit.place, ('', UNKNOWN))[1]} |")


if __name__ == "__main__":
    main()
