"""The same pages as files in a folder, which opens without a server, search included."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Literal

from pipeline.answers.build import Published
from pipeline.answers.search import entries
from pipeline.home import Home
from pipeline.tracing.picture import PictureError
from pipeline.web import pages
from pipeline.web.links import FolderLinks, page_file
from pipeline.web.pages.page import Page
from pipeline.web.pictures import PagePictures
from pipeline.web.render import Frame, render
from pipeline.web.tables import as_csv

Pictures = Literal["all", "findings", "none"]


@dataclass(slots=True)
class Written:
    """What a call wrote."""

    pages: int = 0
    written: int = 0
    """Files that are new or changed; the others were left alone."""
    removed: int = 0
    bytes: int = 0
    """Of the whole folder."""


def write_site(home: Home, folder: Path, *, place: str | None = None, pictures: Pictures = "findings") -> Written:
    """Write the pages of a build into a folder; a file whose content did not change is not written again.

    Args:
        home: whose published build is written.
        folder: made when missing; pages of an earlier build that no longer exist are removed.
        place: division code; only its bodies and documents. Everything when None.
        pictures: of which pages a picture is written: `all`, those with a failed `error` finding, `none`.

    Returns:
        counts.

    Raises:
        NothingPublishedError: there is no build.
        OSError: the folder cannot be written.
    """
    build = Published(home)
    site = _Folder(home, build, folder, pictures)
    for address in _addresses(build, place):
        site.page(address)
    site.evidence()
    site.assets(place)
    return site.finish()


def _addresses(build: Published, place: str | None) -> Iterator[tuple[str, ...]]:
    yield ()
    for name in ("findings", "projects", "about", "compare", "growth"):
        yield (name,)
    where = "where place = $place or division_code = $place" if place else ""
    names = {"place": place} if place else {}
    register = build.rows(f"select distinct place, unit_id from mart_disclosure_register {where}", names)  # noqa: S608  a condition of ours
    yield from _each("place", (row["place"] for row in register))
    yield from _each("unit", (row["unit_id"] for row in register))
    yield from _each("answer", (row["unit_id"] for row in register))
    classes = f"select distinct place, fiscal_year, stage from mart_function_year {'where place = $place' if place else ''} order by all"  # noqa: S608
    for row in build.rows(classes, names):
        yield ("functions", row["place"], str(row["fiscal_year"]), row["stage"])
    yield from _each("rule", (row["rule_id"] for row in build.rows("select rule_id from dim_rule")))
    documents = (
        f"select document_id, page_count from dim_document {'where division_code = $place' if place else ''} order by 1"  # noqa: S608
    )
    for row in build.rows(documents, names):
        yield ("document", row["document_id"])
        for number in range(1, (row["page_count"] or 0) + 1):
            yield ("page", row["document_id"], str(number))
    economic = f"select distinct document_id, disclosure_seq from mart_economic_year {'where division_code = $place' if place else ''} order by all"  # noqa: S608
    for row in build.rows(economic, names):
        yield ("economic", row["document_id"], str(row["disclosure_seq"]))
    projects = f"select distinct project_key from mart_project {'where division_code = $place' if place else ''}"  # noqa: S608
    yield from _each("project", (row["project_key"] for row in build.rows(projects, names)))


def _each(name: str, keys: Iterable[object]) -> Iterator[tuple[str, str]]:
    for key in sorted({str(key) for key in keys if key}):
        yield (name, key)


class _Folder:
    def __init__(self, home: Home, build: Published, folder: Path, pictures: Pictures):
        self._home, self._build, self._folder, self._which = home, build, folder, pictures
        self._pictures = PagePictures(kept=1)
        self._links = FolderLinks()
        self._now: set[Path] = set()
        self.count = Written()

    def page(self, address: tuple[str, ...], file: str = "") -> None:
        """Write one page and its CSV, into `file` when that is not the one of its address."""
        name, *parts = address or ("",)
        found = pages.PAGES[name](self._build, *parts)
        if found is None:
            return
        if name == "page":
            found = self._with_picture(found)
        self.count.pages += 1
        path = self._folder / (file or page_file(name, *parts))
        self._write(path, render(found, Frame(self._links, address[:2] if file else address)).encode())
        if found.rows:
            self._write(path.with_suffix(".csv"), as_csv(found.rows))

    def _with_picture(self, page: Page) -> Page:
        head, number = page.values["head"], page.values["page_number"]
        if self._which == "none" or (self._which == "findings" and not page.values["marked"]):
            return page
        if self._which == "findings" and not any(
            cell["amount_id"] in page.values["marked"] for cell in page.values["amounts"]
        ):
            return page
        try:
            png, width, height = self._pictures.page(self._home.stored_file(head["sha256"]), number)
        except PictureError:
            return page
        self._write(self._folder / "p" / "picture" / f"{head['document_id']}-{number}.png", png)
        return replace(page, values={**page.values, "size": (width, height), "shows_picture": True})

    def evidence(self) -> None:
        """Write what stands behind every figure that a page shows: one page for a row of a mart."""
        record = self._folder / "p" / "evidence" / "written.json"
        before: dict[str, str] = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
        now = self._digests()
        for row_key, columns in sorted(self._links.wanted.items()):
            now[row_key] = f"{now.get(row_key, '')}:{','.join(sorted(columns))}"
            path = self._folder / page_file("evidence", row_key)
            if before.get(row_key) == now[row_key] and path.exists():  # to find the cells anew costs most of the time
                self.count.pages += 1
                self._now |= {path, path.with_suffix(".csv")} if path.with_suffix(".csv").exists() else {path}
            else:
                self.page(("evidence", row_key, *sorted(columns)), page_file("evidence", row_key))
        kept = {row_key: now[row_key] for row_key in sorted(self._links.wanted)}
        self._write(record, json.dumps(kept, separators=(",", ":")).encode())

    def _digests(self) -> dict[str, str]:
        """Row of a mart → what its evidence depends on: its values and the models that made it."""
        about = self._build.one("select models_version, parser_version from meta_build order by built_at desc") or {}
        version = ":".join(map(str, about.values()))
        marts = {key.partition(":")[0] for key in self._links.wanted}
        return {
            row["row_key"]: f"{version}:{row['digest']}"
            for mart in sorted(marts)
            for row in self._build.rows(f"select row_key, md5(one::varchar) as digest from {mart} as one")  # noqa: S608  a mart of ours
        }

    def assets(self, place: str | None) -> None:
        """Stylesheet, script, search index, and the door of the folder."""
        for file in (resources.files("pipeline.web") / "static").iterdir():
            self._write(self._folder / "p" / "static" / file.name, file.read_bytes())
        found = [
            entry for entry in entries(self._build)
            if place is None or place in entry["place"].split() or entry["kind"] == "project"
            if (self._folder / page_file(entry["kind"], entry["id"])) in self._now
        ]  # fmt: skip
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        self._write(self._folder / "p" / "static" / "index.js", f"window.MINGZHANG_INDEX={text};\n".encode())
        start = page_file("")
        door = f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={start}"><a href="{start}">明账</a>\n'
        self._write(self._folder / "index.html", door.encode())

    def finish(self) -> Written:
        """Remove what no page wrote this time, and count."""
        for path in (self._folder / "p").rglob("*"):
            if path.is_file() and path not in self._now:
                path.unlink()
                self.count.removed += 1
        self.count.bytes = sum(path.stat().st_size for path in self._now)
        return self.count

    def _write(self, path: Path, content: bytes) -> None:
        self._now.add(path)
        if path.exists() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f".{path.name}.part")
        scratch.write_bytes(content)
        scratch.replace(path)
        self.count.written += 1
