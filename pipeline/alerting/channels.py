"""The ways to tell: a POST to a webhook, a mail."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections import Counter
from collections.abc import Callable, Sequence
from email.message import EmailMessage

import httpx

from pipeline.alerting.alert import Alert
from pipeline.alerting.settings import PASSWORD_VARIABLE, AlertSettings, Mail
from pipeline.home import Home
from pipeline.intake.names import harmless

_SECONDS = 30.0
_LISTED = 50
_KINDS = {
    "failed_run": "failed runs",
    "failed_tick": "failed sensors or schedules",
    "rejected": "rejected documents",
    "error_case": "contradictions",
    "stale_build": "stale build",
    "test": "test",
}

Channel = Callable[[Home, Sequence[Alert]], None]


class NotDeliveredError(Exception):
    """A channel did not take the alerts; the message names the cause and no secret."""


def channels(settings: AlertSettings) -> dict[str, Channel]:
    """Name → how to tell, of what is set."""
    found: dict[str, Channel] = {}
    if (webhook := settings.webhook) is not None:
        found["webhook"] = lambda home, alerts: _post(webhook, home, alerts)
    if (mail := settings.mail) is not None:
        found["mail"] = lambda home, alerts: _send(mail, home, alerts)
    return found


def title_of(alerts: Sequence[Alert]) -> str:
    """One line over several alerts."""
    counts = Counter(alert.kind for alert in alerts)
    return "mingzhang: " + ", ".join(f"{count} {_KINDS.get(kind, kind)}" for kind, count in counts.items())


def text_of(home: Home, alerts: Sequence[Alert]) -> str:
    """All of them, or the first ones and how many more."""
    lines = [harmless(alert.text) for alert in alerts[:_LISTED]]
    if len(alerts) > _LISTED:
        lines.append(
            f"… and {len(alerts) - _LISTED:,} more: `mingzhang status`, `mingzhang documents`, `mingzhang findings`"
        )
    return "\n".join([*lines, "", f"home: {home.root}"])


def _post(webhook: str, home: Home, alerts: Sequence[Alert]) -> None:
    body = {
        "title": title_of(alerts),
        "text": text_of(home, alerts),
        "home": str(home.root),
        "alerts": [{"kind": alert.kind, "key": alert.key, "text": alert.text} for alert in alerts[:_LISTED]],
        "count": len(alerts),
    }
    try:
        response = httpx.post(webhook, json=body, timeout=_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotDeliveredError(f"The webhook cannot be reached ({type(error).__name__}).") from None
    if not response.is_success:
        raise NotDeliveredError(f"The webhook answers with {response.status_code}.")


def _send(mail: Mail, home: Home, alerts: Sequence[Alert]) -> None:
    message = EmailMessage()
    message["Subject"] = title_of(alerts)
    message["From"] = mail.sender
    message["To"] = ", ".join(mail.to)
    message.set_content(text_of(home, alerts))
    try:
        with _server(mail) as server:
            if mail.encryption == "starttls":
                server.starttls(context=ssl.create_default_context())
            if mail.user:
                server.login(mail.user, os.environ.get(PASSWORD_VARIABLE, ""))
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotDeliveredError(f"The mail server does not take the message ({type(error).__name__}).") from None


def _server(mail: Mail) -> smtplib.SMTP:
    if mail.encryption == "tls":
        return smtplib.SMTP_SSL(mail.server, mail.port, timeout=_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(mail.server, mail.port, timeout=_SECONDS)
