"""The alert sensor against a real instance: a failed run and a failed tick reach a webhook, each once."""

import time

import dagster as dg
import pytest
from dagster._core.definitions.run_request import InstigatorType
from dagster._core.remote_origin import InProcessCodeLocationOrigin, RemoteInstigatorOrigin, RemoteRepositoryOrigin
from dagster._core.scheduler.instigation import (
    InstigatorState,
    InstigatorStatus,
    SensorInstigatorData,
    TickData,
    TickStatus,
)
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._utils.error import SerializableErrorInfo

from pipeline.home import HOME_VARIABLE, Home
from pipeline.orchestration.alerting import alert_sensor, failed_ticks
from pipeline.orchestration.instance import open_instance
from tests.unit.alerting.servers import webhook

pytestmark = pytest.mark.integration


@pytest.fixture
def hook(home: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(HOME_VARIABLE, str(home.root))
    with webhook() as received:
        (home.root / "alerts.yml").write_text(f"webhook: http://127.0.0.1:{received.port}/\n", encoding="utf-8")
        yield received


@dg.op
def read_a_broken_disk() -> None:
    raise OSError(5, "Input/output error")


@dg.job
def nightly() -> None:
    read_a_broken_disk()


def tick(instance: dg.DagsterInstance) -> str:
    with dg.build_sensor_context(instance=instance) as context:
        return str(alert_sensor(context).skip_message)


def test_a_failed_run_is_told_with_its_cause_and_once(home, hook):
    with open_instance(home) as instance:
        nightly.execute_in_process(instance=instance, raise_on_error=False)
        assert tick(instance) == "Told: 1 by webhook."
        assert tick(instance) == "Nothing new to tell."
    (post,) = hook.posts
    assert "of nightly failed" in post["text"]
    assert "Input/output error" in post["text"]


def test_a_sensor_that_fails_with_every_tick_is_told_once_a_day(home, hook):
    with open_instance(home) as instance:
        origin = RemoteInstigatorOrigin(
            RemoteRepositoryOrigin(InProcessCodeLocationOrigin(LoadableTargetOrigin(python_file="x.py")), "r"),
            "inbox_sensor",
        )
        instance.add_instigator_state(
            InstigatorState(
                origin,
                InstigatorType.SENSOR,
                InstigatorStatus.RUNNING,
                SensorInstigatorData(),
            )
        )
        now = time.time()
        for second in range(3):
            instance.create_tick(
                TickData(
                    origin.get_id(),
                    "inbox_sensor",
                    InstigatorType.SENSOR,
                    TickStatus.FAILURE,
                    now - second,
                    error=SerializableErrorInfo("OSError: the disk is gone\n", [], "OSError"),
                    selector_id=origin.get_selector().get_id(),
                )
            )
        assert len({alert.key for alert in failed_ticks(instance)}) == 1
        tick(instance)
        tick(instance)
    (post,) = hook.posts
    assert post["alerts"][0]["text"] == "inbox_sensor failed: OSError: the disk is gone"
    assert post["count"] == 1


def test_without_settings_the_sensor_says_that_nobody_is_told(home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(HOME_VARIABLE, str(home.root))
    with dg.DagsterInstance.ephemeral() as instance:
        assert "no alerts.yml" in tick(instance)
