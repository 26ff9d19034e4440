"""The sensor's decision, without Dagster: idempotent, free of order, safe against half-written files."""

import random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.inbox import ListedFile
from pipeline.intake.watch import plan

A = ListedFile("c", "a.pdf", 100, 1)
B = ListedFile("c", "b.pdf", 200, 2)
FOOTPRINT_A = {("c", "a.pdf"): (100, 1)}


def test_a_file_seen_for_the_first_time_waits_for_the_next_tick():
    first = plan([A], known={}, unsettled={}, in_flight=set())
    assert first.launches == ()
    assert first.still_arriving == 1
    second = plan([A], known={}, unsettled=first.unsettled, in_flight=set())
    assert [launch.collection for launch in second.launches] == ["c"]


def test_a_growing_file_waits_however_long_it_grows():
    unsettled = {}
    for size in (10, 20, 30):
        decided = plan([ListedFile("c", "a.pdf", size, 1)], known={}, unsettled=unsettled, in_flight=set())
        assert decided.launches == ()
        unsettled = decided.unsettled


def test_one_arriving_file_holds_back_its_collection_but_not_the_others():
    other = ListedFile("d", "x.pdf", 5, 5)
    decided = plan([A, B, other], known={}, unsettled={**FOOTPRINT_A, ("d", "x.pdf"): (5, 5)}, in_flight=set())
    assert [launch.collection for launch in decided.launches] == ["d"]


def test_known_files_start_nothing_and_are_not_remembered():
    decided = plan([A], known=FOOTPRINT_A, unsettled={}, in_flight=set())
    assert decided.launches == ()
    assert decided.unsettled == {}


def test_a_known_file_with_other_bytes_is_new():
    changed = ListedFile("c", "a.pdf", 101, 9)
    decided = plan([changed], known=FOOTPRINT_A, unsettled={("c", "a.pdf"): (101, 9)}, in_flight=set())
    assert len(decided.launches) == 1


def test_a_collection_whose_run_is_under_way_waits():
    decided = plan([A], known={}, unsettled=FOOTPRINT_A, in_flight={"c"})
    assert decided.launches == ()
    assert decided.waiting == ("c",)


def test_no_more_runs_than_the_limit_start_in_one_tick_and_the_others_are_named():
    listing = [ListedFile(f"c{n}", "a.pdf", 1, 1) for n in range(5)]
    settled = {(file.collection, file.file_name): (1, 1) for file in listing}
    decided = plan(listing, known={}, unsettled=settled, in_flight=set(), limit=2)
    assert [launch.collection for launch in decided.launches] == ["c0", "c1"]
    assert decided.waiting == ("c2", "c3", "c4")


files = st.builds(
    ListedFile,
    st.sampled_from(["c", "d"]),
    st.sampled_from([f"{n}.pdf" for n in range(6)]),
    st.integers(0, 3),
    st.integers(0, 2),
)


@given(st.lists(files, unique_by=lambda file: (file.collection, file.file_name)), st.randoms())
def test_the_decision_does_not_depend_on_the_order_of_the_listing(listing: list[ListedFile], shuffler: random.Random):
    unsettled = {(file.collection, file.file_name): (file.byte_size, file.mtime_ns) for file in listing[::2]}
    other = list(listing)
    shuffler.shuffle(other)
    assert plan(listing, {}, unsettled, set()) == plan(other, {}, unsettled, set())


@given(st.lists(files, unique_by=lambda file: (file.collection, file.file_name)))
def test_two_quiet_ticks_start_every_new_collection_exactly_once_and_then_nothing(listing: list[ListedFile]):
    first = plan(listing, {}, {}, set())
    second = plan(listing, {}, first.unsettled, set())
    assert {launch.collection for launch in second.launches} == {file.collection for file in listing}
    repeated = plan(listing, {}, second.unsettled, set())
    assert repeated.launches == second.launches, "the same files have the same run key, so Dagster starts one run"
    known = {(file.collection, file.file_name): (file.byte_size, file.mtime_ns) for file in listing}
    assert plan(listing, known, second.unsettled, set()).launches == ()
