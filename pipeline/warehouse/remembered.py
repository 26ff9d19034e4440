"""Answers about SQL that outlive the process: parsing a model and following its columns takes sqlglot seconds, and gives the same answer every time.

One file of JSON lines a user (`$XDG_CACHE_HOME/mingzhang/`, else `~/.cache/mingzhang/`), one line an answer, its key a hash of everything the answer
depends on. Lines are only ever added, so two processes may write at once; a torn line is computed again, and a folder that cannot be written costs
time only.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER_VARIABLE = "XDG_CACHE_HOME"
"""Where a user's caches are: https://specifications.freedesktop.org/basedir-spec/latest/"""
_FORM = "1"
"""Raise when an answer of the same question changes its form."""


def remembered(question: str, compute: Callable[[], Any], *parts: str) -> Any:  # noqa: ANN401  JSON
    """The answer of `compute`, from disk when it was computed before.

    Args:
        question: what is asked; answers of different questions never mix.
        compute: gives the answer, which must be JSON (a tuple comes back as a list).
        parts: everything that the answer depends on, the version of sqlglot apart.

    Returns:
        the answer as JSON keeps it.
    """
    text = json.dumps([_FORM, version("sqlglot"), question, *parts], ensure_ascii=False)
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    answers = _answers(_file())
    if key not in answers:
        line = json.dumps([key, compute()], ensure_ascii=False)
        answers[key] = json.loads(line)[1]
        _append(_file(), line)
    return answers[key]


def _file() -> Path:
    folder = os.environ.get(FOLDER_VARIABLE)
    return (Path(folder) if folder else Path.home() / ".cache") / "mingzhang" / "sql.jsonl"


@cache
def _answers(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with contextlib.suppress(OSError), file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            with contextlib.suppress(ValueError, TypeError):
                key, answer = json.loads(line)
                found[key] = answer
    return found


def _append(file: Path, line: str) -> None:
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as out:  # one write in append mode: lines of two processes never mix
            out.write(f"{line}\n".encode())
