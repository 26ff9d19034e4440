"""The 22 questions of the analysts' pages as named metrics: one statement each, in `questions/QNN.sql`.

A file begins with lines `-- name: …`, `-- en: …`, `-- zh: …`, `-- note: …` and, where the statement has `$name`, `-- parameter: name`. Every row
of an answer carries what leads to its cells: `row_key` (a row of a mart), `row_keys` (the rows it was made of) or `amount_id`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_HEAD = re.compile(r"^-- (?P<field>\w+): (?P<text>.*)$")


@dataclass(frozen=True, slots=True)
class Question:
    """One named metric."""

    number: str
    """Q01 … Q22, as on the pages."""
    name: str
    chinese: str
    english: str
    note: str
    """What must be known before its answer is used."""
    parameters: tuple[str, ...]
    """That have to be given, as `$name` in the statement."""
    sql: str


@cache
def questions() -> Mapping[str, Question]:
    """All named metrics by name, in the order of the pages."""
    folder = resources.files("pipeline.answers") / "questions"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    read = [_read(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for file in files]
    return {question.name: question for question in read}


def _read(number: str, text: str) -> Question:
    fields: dict[str, list[str]] = {}
    body: list[str] = []
    for line in text.splitlines():
        head = _HEAD.match(line) if not body else None
        if head:
            fields.setdefault(head["field"], []).append(head["text"].strip())
        else:
            body.append(line)
    (name,), (chinese,), (english,), (note,) = (fields[key] for key in ("name", "zh", "en", "note"))
    return Question(number, name, chinese, english, note, tuple(fields.get("parameter", ())), "\n".join(body).strip())
