"""Each alert once to each channel: what was told is remembered in `alerts/told.json`.

What is there when alerts are switched on is taken as known, so that nobody gets a thousand old findings; failed runs and a stale build are told
at once. A message that no server took is sent again next time; one that was taken just before the machine died may come twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.alerting.alert import Alert
from pipeline.alerting.channels import NotDeliveredError, channels
from pipeline.alerting.settings import AlertSettings
from pipeline.home import Home, write_whole

_OLD_NEWS = frozenset({"rejected", "error_case"})
"""Kinds of which a home may have thousands before anybody wants to be told."""


def tell(home: Home, settings: AlertSettings, alerts: Iterable[Alert]) -> tuple[dict[str, int], list[str]]:
    """Tell every channel what it was not told yet.

    Args:
        home: the home folder.
        settings: who is told.
        alerts: everything that holds now; what holds no more is forgotten, so that it is told when it comes again.

    Returns:
        channel → how many alerts it took; what went wrong, for people.
    """
    current = list({alert.key: alert for alert in alerts}.values())
    told = _read(home)
    taken: dict[str, int] = {}
    problems: list[str] = []
    for name, send in channels(settings).items():
        known = told.get(name)
        if known is None:
            known = {alert.key for alert in current if alert.kind in _OLD_NEWS}
        new = [alert for alert in current if alert.key not in known]
        known &= {alert.key for alert in current}
        if new:
            try:
                send(home, new)
                taken[name] = len(new)
                known |= {alert.key for alert in new}
            except NotDeliveredError as error:
                problems.append(str(error))
        told[name] = known
        _write(home, told)
    return taken, problems


def _file(home: Home) -> Path:
    return home.root / "alerts" / "told.json"


def _read(home: Home) -> dict[str, set[str]]:
    try:
        stored = json.loads(_file(home).read_text(encoding="utf-8"))
        return {name: set(keys) for name, keys in stored.items()}
    except (FileNotFoundError, json.JSONDecodeError, AttributeError, TypeError):
        return {}


def _write(home: Home, told: dict[str, set[str]]) -> None:
    write_whole(_file(home), json.dumps({name: sorted(keys) for name, keys in told.items()}, ensure_ascii=False))
