import os
import subprocess
import sys

import dagster as dg
import yaml

from pipeline.home import Home
from pipeline.orchestration.abandoned import PROCESS_TAG, end_abandoned_runs, process_mark
from pipeline.orchestration.instance import open_instance, prepare_instance_folder
from pipeline.orchestration.resources import HomeFolder
from pipeline.warehouse.writer_lock import writer_lock


def test_settings_are_written_once_and_kept_when_changed(home: Home):
    folder = prepare_instance_folder(home)
    assert yaml.safe_load((folder / "dagster.yaml").read_text())["telemetry"] == {"enabled": False}
    assert (folder / ".nux" / "nux.yaml").exists()
    (folder / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    prepare_instance_folder(home)
    assert (folder / "dagster.yaml").read_text() == "telemetry: {enabled: false}\n"


def test_dagster_accepts_the_settings(home: Home):
    with open_instance(home) as instance:
        assert not instance.telemetry_enabled
        assert instance.get_concurrency_config().pool_config.default_pool_limit == 1


def test_a_run_whose_process_is_gone_is_ended_and_a_living_one_is_not(home: Home):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host, number, _ = process_mark().split(":")
    marks = {
        "gone": process_mark(gone.pid),
        "another process with its number": f"{host}:{number}:before-1",
        "alive": process_mark(),
        "on another host": "elsewhere:1:before-1",
        "of an older version": str(gone.pid),
    }
    with open_instance(home) as instance:
        runs = {}
        for what, mark in marks.items():
            run = instance.create_run_for_job(dg.job(name="j")(lambda: None), tags={PROCESS_TAG: mark})
            instance.handle_new_event(started(run))
            runs[run.run_id] = what
        ended = {runs[run_id] for run_id in end_abandoned_runs(instance)}
        assert ended == {"gone", "another process with its number"}
        failed = instance.get_runs(filters=dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE]))
        assert {runs[run.run_id] for run in failed} == ended


def test_every_run_that_writes_notes_its_process(home: Home):
    @dg.op
    def write(home_folder: HomeFolder) -> None:
        pass

    @dg.job(resource_defs={"home_folder": HomeFolder(root=str(home.root))})
    def writing() -> None:
        write()

    with open_instance(home) as instance:
        done = writing.execute_in_process(instance=instance)
        assert instance.get_run_by_id(done.run_id).tags[PROCESS_TAG] == process_mark()


def started(run: dg.DagsterRun) -> dg.EventLogEntry:
    event = dg.DagsterEvent(event_type_value=dg.DagsterEventType.RUN_START.value, job_name=run.job_name)
    return dg.EventLogEntry(
        error_info=None,
        level=20,
        user_message="",
        run_id=run.run_id,
        timestamp=0.0,
        job_name=run.job_name,
        dagster_event=event,
    )


def test_the_second_writer_waits_and_learns_for_whom(home: Home):
    program = (
        "import sys; from pathlib import Path; from pipeline.home import Home; from pipeline.warehouse.writer_lock import writer_lock\n"
        f"with writer_lock(Home(Path({str(home.root)!r})), lambda who: print('waits for', who, flush=True)): print('in', flush=True)"
    )
    with writer_lock(home):
        other = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert other.stdout.readline().startswith(f"waits for process {os.getpid()}")
    assert other.stdout.readline() == "in\n"
    assert other.wait() == 0


def test_the_lock_of_a_killed_writer_is_free(home: Home):
    program = (
        "import time; from pathlib import Path; from pipeline.home import Home\n"
        "from pipeline.warehouse.writer_lock import writer_lock\n"
        f"with writer_lock(Home(Path({str(home.root)!r}))): print('in', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "in\n"
    other.kill()
    other.wait()
    with writer_lock(home, lambda who: (_ for _ in ()).throw(AssertionError(f"waited for {who}"))):
        pass
