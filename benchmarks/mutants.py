"""Thirty changes that nobody must be able to make unseen: limits moved, lines of vocabularies gone.

    python -m benchmarks.mutants [--only WORD] [--jobs N]

Each change of `mutants.yaml` is made in a copy of the tree, and the nearest tests are run there; first without any change, for what fails already
proves nothing. Prints what was noticed and what was not.
"""

from __future__ import annotations

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.trees import copy_tree, tests_fail

LIST = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True)
class Mutant:
    """One change."""

    name: str
    file: str
    old: str
    new: str
    tests: list[str]

    def apply(self, tree: Path) -> None:
        """Make the change; what is to be changed must stand there exactly once."""
        path = tree / self.file
        text = path.read_text(encoding="utf-8")
        if text.count(self.old) != 1:
            raise ValueError(f"{self.name}: {self.old!r} stands {text.count(self.old)} times in {self.file}")
        path.write_text(text.replace(self.old, self.new), encoding="utf-8")


def mutants() -> list[Mutant]:
    """The changes of the list."""
    return [Mutant(**line) for line in yaml.safe_load(LIST.read_text(encoding="utf-8"))]


def is_noticed(mutant: Mutant) -> bool:
    """Whether a near test fails with the change."""
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder))
        mutant.apply(tree)
        return tests_fail(tree, mutant.tests)


def main() -> None:
    """Make every change and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only changes whose name holds this")
    parser.add_argument("--jobs", type=int, default=2, help="runs of pytest side by side")
    args = parser.parse_args()
    wanted = [mutant for mutant in mutants() if args.only in mutant.name]
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder))
        broken = [tests for tests in {tuple(mutant.tests) for mutant in wanted} if tests_fail(tree, tests)]
    if broken:
        parser.error(f"tests that fail without any change: {broken}")
    with ThreadPoolExecutor(args.jobs) as pool:
        noticed = 0
        for mutant, seen in zip(wanted, pool.map(is_noticed, wanted), strict=True):
            noticed += seen
            print(f"{'noticed' if seen else 'NOT SEEN':9s} {mutant.name}", flush=True)
    print(f"{noticed} of {len(wanted)} noticed")


if __name__ == "__main__":
    main()
