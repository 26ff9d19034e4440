r"""Where printed language is spelled: does each of its subjects have one room?

    python -m benchmarks.language_rooms [--root DIR] [--list]

Counts, by package of `pipeline/`:

number patterns   expressions that say what a printed number is: digits with a thousands comma or a decimal point
normalisers       places that fold width or remove blanks from a text: NFKC, translation tables, `\s+` replaced by nothing
Chinese literals  texts with Chinese characters outside docstrings; `language` holds those that are values, `web`, `cli`, `answers` speak to people,
                  everything else belongs to `schemas/vocabulary/`
cycles            packages that import each other, directly or by way of others

`tests/unit/language/test_rooms_of_language.py` holds the figures: they may fall, not rise.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
LANGUAGE = "language"
SPEAKS_TO_PEOPLE = ("web", "cli", "answers")
GOAL = {"number patterns": 0, "normalisers": 0, "Chinese literals": 80, "cycles": 0}
"""Outside the language room, and literals outside the rooms that speak to people too."""

_CHINESE = re.compile("[一-鿿]")
_NUMBER = re.compile(
    r"\[(?!\^)[^\]]*(?:\\d|0-9)[^\]]*,[^\]]*\]"  # [\d,]
    r"|\[(?!\^)[^\]]*,[^\]]*(?:\\d|0-9)[^\]]*\]"  # [,\d]
    r"|\\d(?:\{1,3\})\(\?:[,\[]"  # \d{1,3}(?:,
    r"|\\d(?:[+*]|\{[\d,]+\})?\(?(?:\?:)?\\\.\\d"  # \d+(?:\.\d
)
_NOT_PRINTED = {"reading/pdfium_fields.py"}
"""Numbers in the commands of a PDF are no print."""


@dataclass
class Counts:
    """What was found, by kind and package, each with its place."""

    places: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    imports: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, kind: str, package: str, place: str) -> None:
        """One more."""
        self.places[kind][package].append(place)

    def by_package(self, kind: str) -> dict[str, int]:
        """Package → how many."""
        return dict(sorted(Counter({package: len(found) for package, found in self.places[kind].items()}).items()))

    def outside(self, kind: str) -> int:
        """How many outside the rooms that may hold them."""
        allowed = {LANGUAGE, *(SPEAKS_TO_PEOPLE if kind == "Chinese literals" else ())}
        return sum(count for package, count in self.by_package(kind).items() if package not in allowed)

    def cycles(self) -> list[str]:
        """Packages that reach themselves again."""
        return sorted(package for package in self.imports if package in self._reached(package))

    def _reached(self, start: str) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            for other in self.imports.get(todo.pop(), set()) - seen:
                seen.add(other)
                todo.append(other)
        return seen


def count(root: Path = ROOT) -> Counts:
    """Read all modules of `pipeline/` below `root`."""
    counts = Counts()
    for path in sorted((root / "pipeline").rglob("*.py")):
        relative = path.relative_to(root / "pipeline")
        if len(relative.parts) < 2:
            continue
        package = relative.parts[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node, text in _texts(tree):
            place = f"{relative}:{node.lineno}: {text[:80]!r}"
            if _CHINESE.search(text):
                counts.add("Chinese literals", package, place)
            if _NUMBER.search(text) and str(relative) not in _NOT_PRINTED:
                counts.add("number patterns", package, place)
        for line in _normalisers(tree):
            counts.add("normalisers", package, f"{relative}:{line}")
        counts.imports[package] |= set(_imports(tree)) - {package}
    return counts


def _texts(tree: ast.AST) -> Iterator[tuple[ast.Constant, str]]:
    """Text constants that are no docstrings; the pieces of an f-string one by one."""
    docstrings = {
        id(statement.value)
        for node in ast.walk(tree)
        for statement in (getattr(node, "body", None) if isinstance(getattr(node, "body", None), list) else ()) or ()
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node, node.value


def _normalisers(tree: ast.AST) -> Iterator[int]:
    blanks = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is_blanks(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        called, owner = node.func.attr, node.func.value
        first = node.args[0] if node.args else None
        removes_blanks = called == "sub" and (
            (isinstance(owner, ast.Name) and owner.id in blanks and _is_empty(first))
            or (_is_text(first, r"\s+") and len(node.args) > 1 and _is_empty(node.args[1]))
        )
        joins_words = called == "join" and _is_empty(owner) and isinstance(first, ast.Call) and _is_bare_split(first)
        if removes_blanks or joins_words or called == "maketrans" or (called == "normalize" and len(node.args) == 2):
            yield node.lineno


def _is_blanks(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and bool(node.args) and _is_text(node.args[0], r"\s+")


def _is_bare_split(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr == "split" and not node.args


def _is_text(node: ast.AST | None, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def _is_empty(node: ast.AST | None) -> bool:
    return _is_text(node, "")


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name.split(".")[1] for name in names if name.startswith("pipeline.") and name.count("."))


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="a tree to count in (default: this one)")
    parser.add_argument("--list", action="store_true", help="every place outside its room")
    args = parser.parse_args()
    counts = count(args.root)
    for kind in ("number patterns", "normalisers", "Chinese literals"):
        rooms = ", ".join(f"{package} {number}" for package, number in counts.by_package(kind).items())
        print(f"{kind:17s} {counts.outside(kind):4d} outside (goal {GOAL[kind]})   {rooms}")
        if args.list:
            for package, places in sorted(counts.places[kind].items()):
                if package != LANGUAGE and (kind != "Chinese literals" or package not in SPEAKS_TO_PEOPLE):
                    print(*(f"    {place}" for place in places), sep="\n")
    cycles = [package for package in counts.cycles() if (args.root / "pipeline" / package).is_dir()]
    print(f"{'cycles':17s} {len(cycles):4d}         (goal 0)   {', '.join(cycles)}")


if __name__ == "__main__":
    main()
