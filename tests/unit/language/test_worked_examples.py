"""The examples of docs/developers/words.md: the edit, the page, and how it is read before and after."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "developers" / "words.md"
_BLOCK = re.compile(r"^```(?P<kind>\w+) ?(?P<file>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_READING = re.compile(r"(?P<what>\S+): (?P<name>\w+) (?P<before>\S+) → (?P<after>\S+)")
Said = list[dict[str, dict[str, str]]]


@dataclass
class Example:
    """A heading with what stands under it."""

    title: str
    edits: list[tuple[str, list[str]]] = field(default_factory=list)
    page: list[str] = field(default_factory=list)
    reads: list[re.Match[str]] = field(default_factory=list)


@cache
def examples() -> list[Example]:
    """All examples of the page, in its order."""
    found = []
    for section in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        example = Example(section.splitlines()[0])
        for block in _BLOCK.finditer(section):
            lines = block["text"].splitlines()
            if block["kind"] == "diff":
                example.edits.append((block["file"], lines))
            elif block["kind"] == "page":
                example.page = lines
            else:
                example.reads += [match for line in lines if (match := _READING.fullmatch(line))]
                assert len(example.reads) == len(lines)
        found.append(example)
    return found


def apply(root: Path, file: str, edit: list[str]) -> None:
    """Apply an edit: lines with `-` go, lines with `+` come, an unmarked line is the begin of the line before."""
    path = root / file
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(edit[0][1:]))
    gone = sum(line[0] == "-" for line in edit)
    if edit[0][0] == " ":
        at += 1
    assert [line[1:] for line in edit if line[0] == "-"] == lines[at : at + gone]
    lines[at : at + gone] = [line[1:] for line in edit if line[0] == "+"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(tree: Path) -> Said:
    """All pages as the tree reads them."""
    program = ROOT / "tests" / "unit" / "language" / "read_page.py"
    done = subprocess.run(
        [sys.executable, str(program)],
        input=json.dumps([example.page for example in examples()]),
        env={**os.environ, "PYTHONPATH": f"{tree}{os.pathsep}{ROOT}"},
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: Said = json.loads(done.stdout)
    return said


@pytest.fixture(scope="module")
def before() -> Said:
    return read(ROOT)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Said:
    tree = tmp_path_factory.mktemp("edited")
    for package in ("pipeline", "schemas"):
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    for example in examples():
        for file, edit in example.edits:
            apply(tree, file, edit)
    return read(tree)


def told(said: dict[str, dict[str, str]], what: str, name: str) -> str:
    return said.get(what, {}).get(name, "None")


def test_header_word_unit_table_kind_and_number_form_have_an_example_each() -> None:
    assert len(examples()) >= 4
    assert all(example.edits and example.page and example.reads for example in examples())


@pytest.mark.parametrize("number", range(len(examples())), ids=[example.title for example in examples()])
def test_the_edit_does_what_the_page_says(number: int, before: Said, after: Said) -> None:
    for reading in examples()[number].reads:
        assert told(before[number], reading["what"], reading["name"]) == reading["before"]
        assert told(after[number], reading["what"], reading["name"]) == reading["after"]


@pytest.mark.parametrize("example", examples(), ids=[example.title for example in examples()])
def test_an_example_is_one_line_in_each_file_it_touches(example: Example) -> None:
    assert all(sum(line[0] == "+" for line in edit) == 1 for _, edit in example.edits)
