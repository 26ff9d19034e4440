import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.extracting.process_usage import has_loaded
from pipeline.extracting.worker_pool import (
    IsolatedProcessPool,
    Limits,
    WorkerDiedError,
    WorkerMemoryError,
    WorkerTimeoutError,
    need,
)


@pytest.fixture(scope="module")
def calls() -> Iterator[object]:
    """The module of calls under a name that worker processes can import too."""
    folder = str(Path(__file__).parent)
    sys.path.insert(0, folder)
    import crashing_calls

    yield crashing_calls
    sys.path.remove(folder)


@pytest.fixture
def pool(calls) -> Iterator[IsolatedProcessPool]:
    with IsolatedProcessPool(workers=2, limits=Limits(5)) as pool:
        yield pool


def test_results_come_back(pool, calls):
    assert list(pool.map(calls.double, range(5))) == [0, 2, 4, 6, 8]


def test_a_worker_that_is_killed_costs_only_its_own_call(pool, calls):
    before, killed, after = pool.submit(calls.double, 1), pool.submit(calls.die, 0), pool.submit(calls.double, 2)
    assert (before.result(), after.result()) == (2, 4)
    with pytest.raises(WorkerDiedError, match="SIGKILL"):
        killed.result()


def test_the_status_of_a_process_that_left_is_named(pool, calls):
    with pytest.raises(WorkerDiedError, match="status 3"):
        pool.submit(calls.leave, 0).result()


def test_a_call_that_hangs_is_stopped_and_the_others_go_on(calls):
    with IsolatedProcessPool(workers=1, limits=Limits(3, wall_factor=1)) as pool:
        hanging, after = pool.submit(calls.hang, 0), pool.submit(calls.double, 3)
        with pytest.raises(WorkerTimeoutError, match="by the clock"):
            hanging.result()
        assert after.result() == 6


def test_an_exception_of_the_call_is_passed_on_and_the_worker_stays(calls):
    with IsolatedProcessPool(workers=1, limits=Limits(5)) as pool:
        process = pool.submit(calls.process_id, 0).result()
        with pytest.raises(KeyError, match="no such header"):
            pool.submit(calls.fail, 0).result()
        assert pool.submit(calls.process_id, 0).result() == process


def test_a_worker_is_replaced_after_its_share_of_calls(calls):
    with IsolatedProcessPool(workers=1, limits=Limits(5), calls_per_worker=2) as pool:
        processes = [pool.submit(calls.process_id, n).result() for n in range(4)]
    assert processes[0] == processes[1]
    assert processes[1] != processes[2]


def test_a_closed_pool_takes_no_call(calls):
    pool = IsolatedProcessPool(workers=1, limits=Limits(5))
    pool.shutdown()
    with pytest.raises(RuntimeError, match="shutdown"):
        pool.submit(calls.double, 1)


def test_after_an_exception_calls_that_wait_are_given_up(calls):
    waiting = []

    def stopped_half_way() -> None:
        with IsolatedProcessPool(workers=1, limits=Limits(3, wall_factor=1)) as pool:
            running = pool.submit(calls.hang, 0)
            waiting.append(pool.submit(calls.double, 1))
            while not running.running():
                pass
            raise KeyError("stop")

    with pytest.raises(KeyError, match="stop"):
        stopped_half_way()
    assert waiting[0].cancelled()


def test_calls_that_wait_are_cancelled_on_request(calls):
    pool = IsolatedProcessPool(workers=1, limits=Limits(3, wall_factor=1))
    running = pool.submit(calls.hang, 0)
    waiting = [pool.submit(calls.double, n) for n in range(3)]
    while not running.running():
        pass
    pool.shutdown(cancel_futures=True)
    assert all(future.cancelled() for future in waiting)


def test_a_call_is_stopped_by_its_computing_and_not_by_the_clock(calls):
    with IsolatedProcessPool(workers=1, limits=Limits(0.5, wall_factor=20)) as pool:
        waiting, computing = pool.submit(calls.sleep, 1.0), pool.submit(calls.compute, 30)
        assert waiting.result() == 1.0
        with pytest.raises(WorkerTimeoutError, match=r"0\.5 seconds of computing"):
            computing.result()


def test_a_call_that_takes_too_much_memory_is_stopped_with_that_reason(calls):
    with IsolatedProcessPool(workers=1, limits=Limits(20, memory_mb=200)) as pool:
        with pytest.raises(WorkerMemoryError, match="more than 200 MB"):
            pool.submit(calls.allocate, 400).result()
        assert pool.submit(calls.double, 3).result() == 6


def test_a_process_that_has_loaded_the_heavy_library_may_take_more(calls):
    limits = Limits(20, memory_mb=100, heavy_memory_mb=1000, heavy_libraries=("libc",))
    with IsolatedProcessPool(workers=1, limits=limits) as pool:
        assert pool.submit(calls.allocate, 300).result() == 300


def test_a_process_that_recognises_characters_is_told_by_the_library_that_does_it() -> None:
    pytest.importorskip("faster_paddle", reason="the extra `ocr` is not installed")
    assert has_loaded(os.getpid(), *Limits(5).heavy_libraries)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what a process took")
def test_what_the_workers_took_is_counted_also_of_one_that_was_stopped(calls):
    with IsolatedProcessPool(workers=1, limits=Limits(2)) as pool:
        pool.submit(calls.compute, 0.6).result()
        with pytest.raises(WorkerTimeoutError):
            pool.submit(calls.compute, 9).result()
        pool.submit(calls.allocate, 150).result()
        pool.submit(calls.forget, 0).result()
    assert pool.usage.cpu_seconds > 0.5 + 1.9
    assert pool.usage.peak_mb > 150


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what a process took")
def test_a_second_pool_does_not_count_what_the_first_took(calls):
    with IsolatedProcessPool(workers=1, limits=Limits(5)) as first:
        first.submit(calls.compute, 1.5).result()
    with IsolatedProcessPool(workers=1, limits=Limits(5)) as second:
        second.submit(calls.double, 1).result()
    assert first.usage.cpu_seconds > 1.4 > second.usage.cpu_seconds


def test_a_call_that_knows_how_little_it_needs_is_stopped_sooner(calls):
    with IsolatedProcessPool(workers=1, limits=Limits(60)) as pool:
        asked, after = pool.submit(calls.ask_and_compute, 0.5, 30), pool.submit(calls.ask_and_compute, 20, 1)
        with pytest.raises(WorkerTimeoutError, match=r"after 0\.5 seconds of computing"):
            asked.result()
        assert after.result() == 1


def test_no_call_gets_more_than_the_limit_whatever_it_asks_for(calls):
    with (
        IsolatedProcessPool(workers=1, limits=Limits(0.5)) as pool,
        pytest.raises(WorkerTimeoutError, match=r"after 0\.5 seconds"),
    ):
        pool.submit(calls.ask_and_compute, 1000, 30).result()


def test_a_process_with_a_library_for_heavy_work_gets_more_than_it_asked_for(calls):
    loaded = Limits(60, heavy_libraries=("python",), heavy_factor=100)
    with IsolatedProcessPool(workers=1, limits=loaded) as pool:
        assert pool.submit(calls.ask_and_compute, 0.1, 1).result() == 1


def test_to_say_what_is_needed_outside_of_a_worker_does_nothing():
    need(1)
