"""Which lines of the vocabularies does no page in the repository need?

    python -m benchmarks.vocabulary_lines [FILE …] [--tests] [--jobs N]

Removes each line in turn and reads the bundled samples and layouts again, from the stage at which the file is asked: whole pages for
`identity.yml`, `bodies.yaml` and `layout.yaml`, the tables found on them for all others. A line is needed when the reading of some document
changes, or when the file cannot be read without it. `--tests` then runs the nearest unit tests without each line that is left. What remains
is listed with the page that it names.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import pickle
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from benchmarks.trees import ROOT, copy_tree, tests_fail

SAMPLES = ROOT / "tests" / "samples"
VOCABULARY = ROOT / "schemas" / "vocabulary"
ROOM = {
    "identity.yml": "identity",
    "bodies.yaml": "warehouse",
    "layout.yaml": "tables",
    "performance.yml": "performance",
    "narrative.yaml": "narrative",
    "recognised.yaml": "reading",
}
"""File → room of the nearest tests; binding for all others."""
FROM_PAGES = ("identity.yml", "bodies.yaml", "layout.yaml")
NEVER = {"words": "(?!)", "word": "\0"}
"""What matches nothing, in place of a line that a file must have."""


@dataclass(frozen=True)
class Removal:
    """A line of a file, and the file without it."""

    file: str
    place: str
    line: dict[str, Any]
    text: str

    @property
    def shown(self) -> str:
        """The line as a person finds it."""
        words = next(str(value) for key, value in self.line.items() if key != "page")
        return f"{self.file} {self.place}: {words[:70]} ({self.line['page']})"


def removals(file: str) -> Iterator[Removal]:
    """Every line of a file: a mapping that says where it comes from. Parts are no lines; what uses them is."""
    whole = yaml.safe_load((VOCABULARY / file).read_text(encoding="utf-8"))
    for path, line in _lines(whole, ()):
        if path[0] == "parts":
            continue
        changed = yaml.safe_load((VOCABULARY / file).read_text(encoding="utf-8"))
        holder = changed
        for step in path[:-1]:
            holder = holder[step]
        if isinstance(holder, list):
            del holder[path[-1]]
        else:
            holder[path[-1]] = {**line, **{key: NEVER[key] for key in NEVER if key in line}}
        yield Removal(file, ".".join(map(str, path)), line, yaml.safe_dump(changed, allow_unicode=True))


def _lines(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:  # noqa: ANN401  (YAML)
    if isinstance(node, dict) and "page" in node:
        yield path, node
    elif isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _lines(value, (*path, key))


def _read_pages(path: Path) -> Any:  # noqa: ANN401  (pages; the reader is imported where it is used)
    reading = import_module("pipeline.reading")
    try:
        return import_module("pipeline.extracting.document").read_pages(path, "pdfium")
    except reading.ReadingError:
        return None


def prepare(folder: Path) -> list[str]:
    """Read all samples once; returns their names."""
    names = []
    document = import_module("pipeline.extracting.document")
    for path in sorted(SAMPLES.rglob("*.pdf")):
        pages = _read_pages(path)
        if not pages:
            continue
        layout = document.analyse(pages)
        found = document.find_disclosures(layout, lambda numbers, pages=pages: document._page_lines(pages, numbers))  # noqa: SLF001
        (folder / f"{path.stem}.pages").write_bytes(pickle.dumps(pages))
        (folder / f"{path.stem}.tables").write_bytes(pickle.dumps(found))
        names.append(path.stem)
    return names


def digest(folder: Path, name: str, *, from_pages: bool) -> str:
    """What a document says, as a short text that changes with it."""
    document = import_module("pipeline.extracting.document")
    if from_pages:
        extraction = document.extract_pages(pickle.loads((folder / f"{name}.pages").read_bytes()), name)
    else:
        disclosures = pickle.loads((folder / f"{name}.tables").read_bytes())
        extraction = document.Extraction(document.DocumentIdentity(), 0, "text")
        for one in disclosures:
            if one.rejected_reason is None:
                document._add(extraction, one, name)  # noqa: SLF001
    return hashlib.sha256(repr(extraction).encode()).hexdigest()


def digests(folder: Path, names: list[str], *, from_pages: bool) -> dict[str, str]:
    """Of all documents with the whole vocabulary."""
    return {name: digest(folder, name, from_pages=from_pages) for name in names}


def needed_by(removal: Removal, folder: Path, expected: dict[str, str]) -> str | None:
    """The first document that is read otherwise without the line; to be called in a process that has read no vocabulary yet."""
    data = import_module("pipeline.language.data")
    read_text = data.read_text
    data.read_text = lambda name: removal.text if name == removal.file else read_text(name)
    try:
        for name, before in expected.items():
            if digest(folder, name, from_pages=removal.file in FROM_PAGES) != before:
                return name
    except Exception as error:  # noqa: BLE001  (whatever breaks without the line needs it)
        return f"{type(error).__name__}"
    return None


def needed_by_tests(removal: Removal) -> bool:
    """Whether a near unit test fails without the line."""
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder))
        (tree / "schemas" / "vocabulary" / removal.file).write_text(removal.text, encoding="utf-8")
        return tests_fail(tree, [f"tests/unit/{ROOM.get(removal.file, 'binding')}"])


def main() -> None:
    """Remove, read, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", default=sorted(path.name for path in VOCABULARY.glob("*.y*ml")))
    parser.add_argument("--tests", action="store_true", help="run the nearest unit tests without what no sample needs")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    fresh = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with ProcessPoolExecutor(1, mp_context=fresh) as one:
            names = one.submit(prepare, folder).result()
            expected = {
                stage: one.submit(partial(digests, folder, names, from_pages=stage)).result() for stage in (True, False)
            }
        lines = [removal for file in args.files for removal in removals(file)]
        with ProcessPoolExecutor(args.jobs, mp_context=fresh, max_tasks_per_child=1) as pool:
            jobs = [pool.submit(needed_by, line, folder, expected[line.file in FROM_PAGES]) for line in lines]
            left = [line for line, job in zip(lines, jobs, strict=True) if job.result() is None]
    print(f"{len(lines)} lines; {len(lines) - len(left)} are needed by a sample")
    if args.tests:
        left = [line for line in left if not needed_by_tests(line)]
        print(f"{len(left)} of the others are needed by no unit test either")
    for line in left:
        print(f"    {line.shown}")


if __name__ == "__main__":
    main()
