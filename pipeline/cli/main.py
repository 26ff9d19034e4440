"""Entry point of `mingzhang`: collects the commands, turns every error into one or two lines and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer
from rich.text import Text
from typer.exceptions import TyperException

from pipeline.cli.commands import register
from pipeline.cli.options import DEBUG_VARIABLE
from pipeline.cli.output import CommandError, stderr

_INTERRUPTED = 130  # 128 + SIGINT, as shells count


def _print_version(value: bool) -> None:
    if value:
        print(f"mingzhang {version('mingzhang')}")
        raise typer.Exit


def application(words: Sequence[str]) -> typer.Typer:
    """`mingzhang` with the command that these words call, or with all of them.

    Args:
        words: the command line without the program's name.
    """
    app = typer.Typer(
        name="mingzhang",
        help="明账: every figure of Chinese government budget disclosures, readable, traceable and reconciled.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(options)
    register(app, words)
    return app


def options(
    _debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks and Dagster's own log.")] = False,
    show_version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Options of all commands."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 the run itself failed, 2 wrong usage.

    Args:
        arguments: without the program's name; None for those of this process.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    run_app(application(words), words)


def run_app(app: typer.Typer, arguments: Sequence[str] | None = None) -> None:
    """Run a typer application with this project's errors and exit statuses; `--debug` may stand anywhere."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    if debug:
        os.environ[DEBUG_VARIABLE] = "1"
    sys.exit(_run(app, words, debug=debug))


def _run(app: typer.Typer, words: list[str], *, debug: bool) -> int:
    try:
        result = app(words, standalone_mode=False, prog_name="mingzhang")
    except CommandError as error:
        return _fail(str(error), error.status, debug=debug)
    except typer.Exit as exit_:
        return exit_.exit_code
    except (typer.Abort, KeyboardInterrupt):
        result = _INTERRUPTED
    except BrokenPipeError:  # `mingzhang query … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if isinstance(error, TyperException):
            text = _usage_text(error)
            return (
                _fail(f"{text} See `mingzhang --help`.", 2, debug=False) if text else 2
            )  # without text the help was shown
        if debug:
            raise
        text = (str(error).splitlines() or [""])[0]
        return _fail(
            f"{type(error).__name__}: {text}\nRun the command again with --debug to see where.", 1, debug=False
        )
    if result == _INTERRUPTED:  # typer turns Ctrl-C into this result
        return _fail(
            "Stopped. What was finished is kept; run the same command again to go on.", _INTERRUPTED, debug=False
        )
    return result if isinstance(result, int) else 0


def _usage_text(error: TyperException) -> str:
    """What is wrong with the options; empty when the help was shown instead."""
    say = getattr(error, "format_message", None)
    return str(say() if say else error).strip()


def _fail(message: str, status: int, *, debug: bool) -> int:
    if debug and sys.exc_info()[1] is not None:
        stderr().print_exception()
    stderr().print(Text(message, style="red"), soft_wrap=True)
    return status


if __name__ == "__main__":
    main()
