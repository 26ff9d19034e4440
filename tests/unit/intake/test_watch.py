"""The sensor's decision, without Dagster: idempotent, free of order, safe against half-written files, patient with failures."""

import random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.inbox import ListedFile
from pipeline.intake.watch import PATIENCE_SECONDS, SETTLE_SECONDS, Earlier, Plan, plan, seconds_until_due

NOW = 1_000_000.0
NEVER = Earlier()


def file(collection: str = "c", name: str = "a.pdf", age: float = 60, size: int = 100) -> ListedFile:
    changed = int((NOW - age) * 1e9)
    return ListedFile(collection, name, size, changed, changed)


def decide(listing, known=(), in_flight=(), earlier=NEVER, limit=20, now=NOW) -> Plan:
    footprints = {(f.collection, f.file_name): f.footprint for f in known}
    return plan(listing, footprints, set(in_flight), lambda _: earlier, now, limit=limit)


def test_a_file_that_just_changed_waits_and_one_that_settled_starts_a_run():
    assert decide([file(age=SETTLE_SECONDS - 1)]).launches == ()
    assert decide([file(age=SETTLE_SECONDS - 1)]).still_arriving == 1
    assert [launch.collection for launch in decide([file(age=SETTLE_SECONDS)]).launches] == ["c"]


def test_one_arriving_file_holds_back_its_collection_but_not_the_others():
    decided = decide([file(name="b.pdf", age=1), file(), file("d", "x.pdf")])
    assert [launch.collection for launch in decided.launches] == ["d"]


def test_a_steady_drip_of_files_does_not_starve_its_collection():
    drip = [file(name=f"{n}.pdf", age=15.0 * n) for n in range(100)]
    (launch,) = decide(drip).launches
    assert launch.file_count == 98, "those that changed within the last 30 seconds are left for the next run"
    waited = [file(name="a.pdf", age=PATIENCE_SECONDS - 1), file(name="b.pdf", age=1)]
    assert decide(waited).launches == ()


def test_a_change_in_the_far_future_counts_as_old_because_the_clock_was_set_back():
    assert len(decide([file(age=-3 * 86400)]).launches) == 1
    assert decide([file(age=-10)]).launches == (), "two machines' clocks differ by seconds"


def test_known_files_start_nothing_and_a_known_file_with_other_bytes_does():
    assert decide([file()], known=[file()]).launches == ()
    assert len(decide([file(size=101)], known=[file()]).launches) == 1


def test_a_collection_whose_run_is_under_way_waits():
    decided = decide([file()], in_flight={"c"})
    assert decided.launches == ()
    assert decided.waiting == ("c: its run is under way.",)


def test_a_failed_run_is_started_again_as_another_run_after_a_delay_that_grows():
    first = decide([file()]).launches[0]
    waits = decide([file()], earlier=Earlier(1, NOW - 1, "run 12345678 was a failure"))
    assert waits.launches == ()
    assert "run 12345678 was a failure" in waits.waiting[0]
    again = decide([file()], earlier=Earlier(1, NOW - 61)).launches[0]
    assert (again.state, again.attempt) == (first.state, 2)
    assert again.run_key != first.run_key, "Dagster starts a run key only once"
    delays = [seconds_until_due(Earlier(n, NOW), NOW) for n in range(7)]
    assert delays == [0, 60, 240, 960, 3840, 15360, 21600]
    assert seconds_until_due(Earlier(3, NOW + 86400), NOW) == 0, "the clock was set back"


def test_no_more_runs_than_the_limit_start_in_one_tick_and_the_others_are_named():
    decided = decide([file(f"c{n}") for n in range(5)], limit=2)
    assert [launch.collection for launch in decided.launches] == ["c0", "c1"]
    assert [sentence[:2] for sentence in decided.waiting] == ["c2", "c3", "c4"]


def test_what_a_tick_remembers_does_not_grow_with_the_inbox():
    decided = decide([file(name=f"{n}.pdf") for n in range(50_000)])
    assert len(repr(decided)) < 300


files = st.builds(
    file,
    st.sampled_from(["c", "d"]),
    st.sampled_from([f"{n}.pdf" for n in range(6)]),
    st.sampled_from([0.0, 20.0, 40.0, 400.0]),
    st.integers(0, 3),
)


@given(st.lists(files, unique_by=lambda f: (f.collection, f.file_name)), st.randoms())
def test_the_decision_does_not_depend_on_the_order_of_the_listing(listing: list[ListedFile], shuffler: random.Random):
    other = list(listing)
    shuffler.shuffle(other)
    assert decide(listing) == decide(other)


@given(st.lists(files, unique_by=lambda f: (f.collection, f.file_name)))
def test_files_at_rest_start_every_new_collection_exactly_once_and_then_nothing(listing: list[ListedFile]):
    later = NOW + SETTLE_SECONDS
    decided = decide(listing, now=later)
    assert {launch.collection for launch in decided.launches} == {f.collection for f in listing}
    assert decide(listing, now=later).launches == decided.launches, "the same files have the same run key"
    assert decide(listing, known=listing, now=later).launches == ()
