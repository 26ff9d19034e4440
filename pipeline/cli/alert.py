"""`mingzhang alert`: tell now what the daemon's sensor would tell, or try whether a message arrives."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.alerting.alert import Alert
from pipeline.alerting.channels import NotDeliveredError, channels
from pipeline.alerting.news import alerts_of_build
from pipeline.alerting.settings import SETTINGS_NAME, AlertSettingsError, read_settings
from pipeline.alerting.telling import tell
from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import CommandError, UsageError, stdout


def alert(
    home: HomeOption = None,
    test: Annotated[bool, typer.Option("--test", help="Send one test message by every channel.")] = False,
) -> None:
    """Tell by webhook and mail what failed, was rejected or contradicts itself, each once; for cron where no daemon runs."""
    place = locate(home)
    try:
        settings = read_settings(place)
    except AlertSettingsError as error:
        raise UsageError(str(error)) from error
    if settings is None:
        raise UsageError(f"There is no {place.root / SETTINGS_NAME}: name a webhook or a mail server there.")
    if test:
        for name, send in channels(settings).items():
            try:
                send(place, [Alert("test", "test", "This is a test message; nothing is wrong.")])
            except NotDeliveredError as error:
                raise CommandError(str(error)) from error
            stdout().print(f"{name}: sent")
        return
    from pipeline.orchestration.alerting import failed_runs, failed_ticks
    from pipeline.orchestration.instance import open_instance

    with open_instance(place) as instance:
        current = [
            *failed_runs(instance),
            *failed_ticks(instance),
            *alerts_of_build(place, settings.stale_after_hours),
        ]
    taken, problems = tell(place, settings, current)
    stdout().print(", ".join(f"{count} by {name}" for name, count in taken.items()) or "Nothing new to tell.")
    if problems:
        raise CommandError(" ".join(problems))
