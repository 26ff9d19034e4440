"""`mingzhang diff`: what changed between two published builds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import duckdb
import typer

from pipeline.cli.options import FormatOption, HomeOption, locate
from pipeline.cli.output import CommandError, Format, UsageError, print_rows, stderr
from pipeline.cli.published import ask, first_line, open_published
from pipeline.home import Home

_COLUMNS = (
    "surprise", "subject", "change", "unit_name", "fiscal_year", "file_name", "what",
    "before_yuan", "after_yuan", "before_text", "after_text", "key", "document_id",
)  # fmt: skip
_TABLE_COLUMNS = ("surprise", "subject", "change", "unit", "year", "what", "before", "after")


def diff(
    build_a: Annotated[
        str | None, typer.Argument(help="Older build: its id or the beginning of it.", show_default=False)
    ] = None,
    build_b: Annotated[
        str | None, typer.Argument(help="Newer build; the current one when not given.", show_default=False)
    ] = None,
    home: HomeOption = None,
    form: FormatOption = Format.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="Most changes to show.")] = 100,
) -> None:
    """Show what changed between two builds, the most surprising first; without builds: what the current one changed."""
    where = locate(home)
    if build_a is None:
        rows, note = _stored(where, limit)
    else:
        rows, note = _compared(_find(where, build_a), _find(where, build_b) if build_b else _current(where), limit)
    if form is Format.TABLE:
        print_rows(_TABLE_COLUMNS, [_short(dict(zip(_COLUMNS, row, strict=True))) for row in rows], form)
    else:
        print_rows(_COLUMNS, rows, form)
    stderr().print(note)


def _stored(home: Home, limit: int) -> tuple[list[tuple[object, ...]], str]:
    with open_published(home) as connection:
        known = ask(connection, "select 1 from duckdb_tables() where table_name = 'meta_build_diff'").rows
        if not known:
            raise CommandError(
                "The current build was made by a version that kept no diff: run `mingzhang ingest` again."
            )
        chosen = ", ".join(_COLUMNS)
        rows = ask(connection, f"select {chosen} from meta_build_diff order by diff_no limit ?", [limit]).rows  # noqa: S608
        builds = ask(
            connection, "select any_value(previous_build_id), any_value(build_id), count(*) from meta_build_diff"
        ).rows
    before, after, number = builds[0]
    if not number:
        return rows, "The current build is the first one, or changed nothing."
    return rows, f"{number} changes from {before} to {after}."


def _compared(before: Path, after: Path, limit: int) -> tuple[list[tuple[object, ...]], str]:
    from pipeline.warehouse.build_diff import compare_builds

    try:
        found = compare_builds(before, after, keep=limit)
    except duckdb.Error as error:
        raise CommandError(f"{before.stem} and {after.stem} cannot be compared: {first_line(error)}") from error
    counts = ", ".join(f"{number} {name}" for name, number in found.counts.items()) or "no change"
    rows = [tuple(getattr(change, name) for name in _COLUMNS) for change in found.changes]
    return rows, f"{before.stem} → {after.stem}: {counts}."


def _find(home: Home, text: str) -> Path:
    builds = sorted(path for path in home.published.glob("*Z_*.duckdb") if path.stem.startswith(text))
    if len(builds) == 1:
        return builds[0]
    names = ", ".join(path.stem for path in builds or sorted(home.published.glob("*Z_*.duckdb")))
    raise UsageError(
        f"`{text}` fits {len(builds) or 'no'} build{'s' if len(builds) != 1 else ''}. There are: {names or 'none'}."
    )


def _current(home: Home) -> Path:
    if not home.current.exists():
        raise CommandError(f"Nothing is published in {home.root} yet. Run `mingzhang ingest PATH` first.")
    return home.current.resolve()


def _short(row: dict[str, object]) -> tuple[object, ...]:
    def side(name: str) -> object:
        text, yuan = row[f"{name}_text"], row[f"{name}_yuan"]
        return f"{yuan:,.2f}" if yuan is not None else text

    names = ("surprise", "subject", "change")
    return (
        *(row[name] for name in names),
        row["unit_name"] or row["file_name"],
        row["fiscal_year"],
        row["what"],
        side("before"),
        side("after"),
    )
