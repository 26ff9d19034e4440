"""`alerts.yml` of a home; without it nobody is told anything.

```yaml
webhook: https://chat.example.org/hooks/…      # gets a JSON object by POST: title, text, home, alerts
mail:
  server: smtp.example.org
  port: 587
  encryption: starttls                         # starttls, tls or none
  user: mingzhang                              # password in $MINGZHANG_SMTP_PASSWORD
  sender: mingzhang@example.org
  to: [operator@example.org]
stale_after_hours: 72                          # tell when the published build is older; 0 or left out: never
```
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from pipeline.home import Home

SETTINGS_NAME = "alerts.yml"
PASSWORD_VARIABLE = "MINGZHANG_SMTP_PASSWORD"  # noqa: S105 (the name of a variable)
_KEYS = frozenset({"webhook", "mail", "stale_after_hours"})
_MAIL_KEYS = frozenset({"server", "port", "encryption", "user", "sender", "to"})
_ENCRYPTIONS = frozenset({"starttls", "tls", "none"})


class AlertSettingsError(Exception):
    """`alerts.yml` cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A server that takes mail, and who gets it."""

    server: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    encryption: str = "starttls"
    user: str | None = None


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """Who is told."""

    webhook: str | None = field(default=None, repr=False)
    """Its address is a secret of its own, so it stands in no log."""
    mail: Mail | None = None
    stale_after_hours: float = 0


def settings_file(home: Home) -> Path:
    """Where the settings are."""
    return home.root / SETTINGS_NAME


def read_settings(home: Home) -> AlertSettings | None:
    """Read the settings.

    Returns:
        None when there are none: nobody is told anything.

    Raises:
        AlertSettingsError: they cannot be used.
    """
    path = settings_file(home)
    if not path.exists():
        return None
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise AlertSettingsError(f"{SETTINGS_NAME} is no YAML in UTF-8.") from error
    if not isinstance(content, dict) or (unknown := set(content) - _KEYS):
        raise AlertSettingsError(
            f"{SETTINGS_NAME} knows {', '.join(sorted(_KEYS))}, not {content if not isinstance(content, dict) else unknown}."
        )
    webhook = content.get("webhook")
    if webhook is not None and urlsplit(str(webhook)).scheme not in {"http", "https"}:
        raise AlertSettingsError("webhook must begin with https:// or http://.")
    hours = content.get("stale_after_hours") or 0
    if not isinstance(hours, int | float) or hours < 0:
        raise AlertSettingsError("stale_after_hours must be a number of hours.")
    mail = _mail(content["mail"]) if content.get("mail") else None
    if webhook is None and mail is None:
        raise AlertSettingsError(f"{SETTINGS_NAME} names neither webhook nor mail.")
    return AlertSettings(str(webhook) if webhook else None, mail, float(hours))


def _mail(given: Any) -> Mail:  # noqa: ANN401 (what YAML gives)
    if not isinstance(given, dict) or set(given) - _MAIL_KEYS:
        raise AlertSettingsError(f"mail knows {', '.join(sorted(_MAIL_KEYS))}.")
    to = given.get("to")
    receivers = [to] if isinstance(to, str) else to
    if not given.get("server") or not given.get("sender") or not isinstance(receivers, list) or not receivers:
        raise AlertSettingsError("mail needs server, sender and to.")
    encryption = str(given.get("encryption", "starttls"))
    if encryption not in _ENCRYPTIONS:
        raise AlertSettingsError(f"mail: encryption is one of {', '.join(sorted(_ENCRYPTIONS))}.")
    return Mail(
        str(given["server"]),
        str(given["sender"]),
        tuple(map(str, receivers)),
        int(given.get("port", 587)),
        encryption,
        str(given["user"]) if given.get("user") else None,
    )
