"""`mingzhang backup`, `restore` and `prune`: copies of a home, the way back, and what it keeps without need."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import CommandError, UsageError, stdout
from pipeline.operating.backup import Backup, BackupError, back_up
from pipeline.operating.backup import restore as put_back

FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of backups.", show_default=False)]


def backup(folder: FolderArgument, home: HomeOption = None) -> None:
    """Copy what cannot be made again, and what was read, into a folder; a second backup there costs what is new."""
    try:
        done = back_up(locate(home), folder)
    except BackupError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise _io_error(error, folder) from error
    _say(done, f"are in backup {done.name} of {folder}", "written")


def restore(
    folder: FolderArgument,
    home: HomeOption = None,
    name: Annotated[
        str | None,
        typer.Option("--backup", metavar="NAME", help="Which backup; default the newest.", show_default=False),
    ] = None,
) -> None:
    """Put a backup into an empty home, every file compared with its hash; `mingzhang ingest` then makes the warehouse anew."""
    place = locate(home)
    try:
        done = put_back(folder, place, name)
    except BackupError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise _io_error(error, folder) from error
    _say(done, f"of backup {done.name} are in {place.root}", "copied")
    stdout().print(
        f"The published build is there; `mingzhang ingest --home {place.root}` loads the warehouse again.",
        soft_wrap=True,
    )


def prune(home: HomeOption = None) -> None:
    """Delete old builds that no reader has open, what older parser versions read, leftovers of killed runs, and old run history."""
    from pipeline.extracting.document import PARSER_VERSION
    from pipeline.operating.pruning import prune as delete_what_nobody_needs
    from pipeline.orchestration.history import prune_history
    from pipeline.orchestration.instance import open_instance

    place = locate(home).ensure()
    pruned = delete_what_nobody_needs(place, PARSER_VERSION)
    with open_instance(place) as instance:
        history = prune_history(instance, place)
    stdout().print(
        f"{len(pruned.builds)} builds, {pruned.extractions:,} extractions of older versions, {pruned.leftovers} leftovers and "
        f"{history.runs:,} runs deleted; {(pruned.freed_bytes + history.freed_bytes) / 2**20:,.1f} MB freed.",
        soft_wrap=True,
    )


def _say(done: Backup, where: str, verb: str) -> None:
    stdout().print(
        f"{len(done.files):,} files, {sum(file.byte_size for file in done.files) / 2**20:,.1f} MB, {where}; "
        f"{done.new_bytes / 2**20:,.1f} MB {verb}.",
        soft_wrap=True,
    )


def _io_error(error: OSError, folder: Path) -> CommandError:
    return CommandError(f"{error.filename or folder}: {error.strerror or error}. Run the same command again to go on.")
