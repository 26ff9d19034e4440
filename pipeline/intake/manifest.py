"""`manifest.csv` of a collection: what a PDF does not print about itself.

The file is written by people with a spreadsheet or by a crawler, so it may come in UTF-8 (with or without a byte order mark) or in GB 18030,
which Chinese Excel still writes. A faulty line never hides the others: it is left out and reported.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.home import write_whole

MANIFEST_NAME = "manifest.csv"
COLUMNS = ("file", "division_code", "fiscal_year", "unit_code", "unit_name", "source_url", "published_on")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One line; None where the manifest says nothing."""

    division_code: str | None = None
    fiscal_year: int | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    source_url: str | None = None
    published_on: date | None = None


@dataclass(slots=True)
class Manifest:
    """The readable lines of a manifest, and what was wrong with the others."""

    entries: dict[str, ManifestEntry] = field(default_factory=dict)
    """By path below the collection, with `/` as separator."""
    problems: list[str] = field(default_factory=list)
    """One sentence each, naming the line and what to do."""


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a collection.

    Args:
        folder: the collection's folder.

    Returns:
        its entries and problems; an empty manifest when the file does not exist.

    Raises:
        OSError: the file exists but cannot be read.
    """
    path = folder / MANIFEST_NAME
    if not path.exists():
        return Manifest()
    text = decode_csv(path.read_bytes())
    if text is None:
        return Manifest(problems=[f"{MANIFEST_NAME} is neither UTF-8 nor GB 18030 text: save it as CSV UTF-8."])
    return parse_manifest(text)


def parse_manifest(text: str) -> Manifest:
    """Parse the text of a manifest.

    Args:
        text: CSV with a header line; every column but `file` is optional, in any order.

    Returns:
        entries and problems. Values that cannot be read are left out of their entry and reported.
    """
    manifest = Manifest()
    reader = csv.DictReader(io.StringIO(text), skipinitialspace=True)
    header = [(name or "").strip() for name in reader.fieldnames or []]
    reader.fieldnames = header
    if "file" not in header:
        manifest.problems.append(
            f"{MANIFEST_NAME} has no column `file`: its first line must name the columns, e.g. {','.join(COLUMNS)}."
        )
        return manifest
    unknown = [name for name in header if name and name not in COLUMNS]
    if unknown:
        manifest.problems.append(
            f"{MANIFEST_NAME}: unknown column {', '.join(unknown)} ignored; known are {', '.join(COLUMNS)}."
        )
    for row in reader:
        line = f"{MANIFEST_NAME} line {reader.line_num}"
        values = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if not any(values.values()):
            continue
        name = values["file"].replace("\\", "/").removeprefix("./")
        if not name:
            manifest.problems.append(f"{line}: no file named; line ignored.")
        elif name in manifest.entries:
            manifest.problems.append(f"{line}: {name} was already described above; line ignored.")
        else:
            manifest.entries[name] = _entry(values, line, manifest.problems)
    return manifest


def write_entries(folder: Path, entries: Mapping[str, ManifestEntry]) -> None:
    """Add lines to the manifest of a collection; a file that has one already gets the new one.

    Lines that people wrote and that cannot be understood stay as they are: then the new lines are appended in the order of the old header.

    Args:
        folder: the collection's folder.
        entries: path below the collection → what is known of it.

    Raises:
        OSError: the manifest cannot be read or written.
    """
    path = folder / MANIFEST_NAME
    known = read_manifest(folder)
    text = io.StringIO()
    if known.problems:
        before = decode_csv(path.read_bytes()) or ""
        text.write(before if before.endswith("\n") or not before else f"{before}\n")
        header = [name.strip() for name in next(csv.reader(io.StringIO(before)), [])]
        columns = header if "file" in header else list(COLUMNS)
        lines = {name: entry for name, entry in entries.items() if name not in known.entries}
    else:
        columns, lines = list(COLUMNS), {**known.entries, **entries}
        csv.writer(text, lineterminator="\n").writerow(columns)
    writer = csv.writer(text, lineterminator="\n")
    for name, entry in lines.items():
        values = {"file": name, **{column: getattr(entry, column) for column in COLUMNS[1:]}}
        writer.writerow(["" if (value := values.get(column)) is None else value for column in columns])
    write_whole(path, text.getvalue())


def _entry(values: Mapping[str, str], line: str, problems: list[str]) -> ManifestEntry:
    def text(column: str, pattern: str, hint: str) -> str | None:
        value = values[column]
        if value and not re.fullmatch(pattern, value):
            problems.append(f"{line}: {column} `{value}` ignored; {hint}.")
            return None
        return value or None

    division = text("division_code", r"\d{6}|\d{9}|\d{12}", "write the six digits of GB/T 2260")
    year = text("fiscal_year", r"(19|20)\d\d", "write four digits such as 2024")
    published = text("published_on", r"\d{4}-\d{2}-\d{2}", "write the date as 2024-03-01")
    day: date | None = None
    if published:
        try:
            day = date.fromisoformat(published)
        except ValueError:
            problems.append(f"{line}: published_on `{published}` ignored; there is no such day.")
    return ManifestEntry(
        division_code=division[:6] if division else None,  # systems write 9 or 12 digits; the first six are the county
        fiscal_year=int(year) if year else None,
        unit_code=text("unit_code", r"[0-9A-Za-z]{1,20}", "write the code as printed, without blanks"),
        unit_name=values["unit_name"] or None,
        source_url=values["source_url"] or None,
        published_on=day,
    )


def decode_csv(data: bytes) -> str | None:
    """Text of a CSV file written by people: UTF-8 with or without byte order mark, else GB 18030; None when it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
