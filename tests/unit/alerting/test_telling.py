"""Each alert is told once to each channel, and none is lost."""

from email import policy
from email.parser import BytesParser

import pytest

from pipeline.alerting.alert import Alert
from pipeline.alerting.settings import AlertSettings, AlertSettingsError, Mail, read_settings
from pipeline.alerting.telling import tell
from tests.unit.alerting.servers import mail_server, webhook

RUN = Alert("run:1", "failed_run", "Run 1 of load_collection for 某县 failed.")
REJECTED = Alert("rejected:a", "rejected", "c/a.pdf is rejected: The file is empty.")
CASE = Alert("case:a:b", "error_case", "c/b.pdf: R50 收支总计不相等")


@pytest.fixture
def hook():
    with webhook() as received:
        yield received


@pytest.fixture
def mailbox():
    with mail_server() as received:
        yield received


def settings(hook=None, mailbox=None) -> AlertSettings:
    mail = Mail("127.0.0.1", "m@example.org", ("o@example.org",), mailbox.port, "none") if mailbox else None
    return AlertSettings(f"http://127.0.0.1:{hook.port}/token" if hook else None, mail)


def test_an_alert_is_told_once_to_each_channel(home, hook, mailbox):
    both = settings(hook, mailbox)
    assert tell(home, both, [RUN]) == ({"webhook": 1, "mail": 1}, [])
    assert tell(home, both, [RUN]) == ({}, [])
    assert len(hook.posts) == len(mailbox.mails) == 1
    assert hook.posts[0]["alerts"] == [{"kind": "failed_run", "key": "run:1", "text": RUN.text}]
    message = BytesParser(policy=policy.default).parsebytes(mailbox.mails[0].as_bytes())
    assert message["Subject"] == "mingzhang: 1 failed runs"
    assert "某县 failed" in message.get_content()


def test_old_findings_are_not_told_when_alerts_are_switched_on_and_new_ones_are(home, hook):
    assert tell(home, settings(hook), [REJECTED]) == ({}, [])
    assert tell(home, settings(hook), [REJECTED, CASE]) == ({"webhook": 1}, [])
    assert [alert["key"] for alert in hook.posts[0]["alerts"]] == [CASE.key]


def test_many_at_once_are_one_message(home, hook):
    tell(home, settings(hook), [])
    many = [Alert(f"case:{n}", "error_case", f"case {n}") for n in range(1_000)]
    tell(home, settings(hook), many)
    (post,) = hook.posts
    assert post["count"] == 1_000
    assert "950 more" in post["text"]
    assert tell(home, settings(hook), many) == ({}, [])


def test_what_no_server_took_is_told_next_time_and_the_other_channel_is_not_told_twice(home, hook, mailbox):
    both = settings(hook, mailbox)
    mailbox.refuses = True
    taken, problems = tell(home, both, [RUN])
    assert (taken, len(problems)) == ({"webhook": 1}, 1)
    mailbox.refuses = False
    assert tell(home, both, [RUN]) == ({"mail": 1}, [])
    assert len(hook.posts) == 1


def test_a_problem_names_no_secret(home, hook):
    hook.refuses = True
    (problem,) = tell(home, settings(hook), [RUN])[1]
    assert "503" in problem
    assert "token" not in problem + repr(settings(hook))


def test_what_went_away_and_came_again_is_told_again(home, hook):
    for current in ([CASE], [], [CASE]):
        tell(home, settings(hook), current)
    assert len(hook.posts) == 1  # the first was old news


def test_control_characters_of_file_names_reach_nobody(home, hook):
    tell(home, settings(hook), [Alert("run:2", "failed_run", "c/\x1b]0;x\x07.pdf")])
    assert "\x1b" not in hook.posts[0]["text"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no YAML"),
        ("{}", "neither webhook nor mail"),
        ("webhook: ftp://a", "must begin with https"),
        ("hook: https://a", "knows"),
        ("mail: {server: a}", "needs server, sender and to"),
        ("mail: {server: a, sender: b, to: c, encryption: rot13}", "encryption is one of"),
        ("mail: {server: a, sender: b, to: c, password: d}", "mail knows"),
        ("{webhook: 'https://a', stale_after_hours: soon}", "number of hours"),
    ],
)
def test_settings_that_cannot_be_used_say_why(home, text, says):
    (home.root / "alerts.yml").write_text(text, encoding="utf-8")
    with pytest.raises(AlertSettingsError, match=says):
        read_settings(home)


def test_without_settings_nobody_is_told(home):
    assert read_settings(home) is None
