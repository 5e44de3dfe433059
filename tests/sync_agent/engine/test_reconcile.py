"""What is decided about one field and one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_agent.engine.links import Link, buried
from sync_agent.engine.merging import Side, agreed, join, merge
from sync_agent.engine.ports import Local, Place, Schema, Seen
from sync_agent.engine.reconcile import At, look_here, look_there

SCHEMA = Schema({"name": "shared", "city": "shared", "note": "joined", "visits": "local"})
ME = b"0123456789abcdef"
AT = At(now=10_000_000, settle_ms=600_000, epoch=1)

values = st.sampled_from(["", "a", "b", "c"])
records = st.fixed_dictionaries({"name": values, "city": values, "note": values})
sides = st.sampled_from(["here", "there"])


@given(base=st.none() | records, here=records, there=records, newer=sides)
def test_nothing_but_the_conflicts_is_lost(
    base: dict[str, str] | None, here: dict[str, str], there: dict[str, str], newer: Side
) -> None:
    merged = merge(SCHEMA, base, here, there, newer)
    lost = {(one.field, one.lost) for one in merged.conflicts}
    for name in ("name", "city"):
        was = None if base is None else base[name]
        for value in (here[name], there[name]):
            assert value in ("", was) or merged.record[name] == value or (name, value) in lost, name
    for text in (here["note"], there["note"]):
        assert text in merged.record["note"] or (base is not None and text == base["note"])


@given(base=st.none() | records, here=records, there=records, newer=sides)
def test_merging_twice_changes_nothing(
    base: dict[str, str] | None, here: dict[str, str], there: dict[str, str], newer: Side
) -> None:
    once = merge(SCHEMA, base, here, there, newer)
    again = merge(SCHEMA, there, once.record, there, newer)
    assert again.record == once.record
    assert not again.changes
    assert not again.conflicts


def test_ours_alone_is_put_back() -> None:
    merged = merge(SCHEMA, {"visits": "3"}, {"visits": "3"}, {"visits": "999"}, "there")
    assert merged.record["visits"] == "3"
    assert not merged.changes


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "joined"),
    [
        ("", "left", "right", "left\nright"),
        ("a\nb", "a\nb\nours", "b\ntheirs", "b\nours\ntheirs"),
        ("a", "", "a\nmore", "more"),
        ("formula 6/3", "formula 7/1", "formula 8/0", "formula 7/1\nformula 8/0"),
    ],
)
def test_notes_are_joined(base: str, ours: str, theirs: str, joined: str) -> None:
    assert join(base, ours, theirs) == joined


def linked(**changes: object) -> Link:
    values: dict[str, object] = {
        "number": 1,
        "key": "k",
        "version": "v1",
        "order": "1",
        "base": {"name": "Eva"},
        "epoch": 1,
    }
    return Link(ME, **{**values, **changes})  # type: ignore[arg-type]


def seen(place: Place = "inside", order: str = "2", **record: str) -> Seen:
    return Seen("k", place, f"v{order}", record or {"name": "Eva"}, (ME,), order=order)


EVA = Local({"name": "Eva"})


def test_our_own_words_are_no_edit_of_theirs() -> None:
    """An update whose answer was lost comes back while the desk has written on."""
    link = linked(tried=({"name": "Eva Nová"},), tried_at=5)
    assert agreed(link, {"name": "Eva Nová"}) == {"name": "Eva Nová"}
    step = look_there(
        SCHEMA, link, seen(name="Eva Nová"), Local({"name": "Eva Stará"}), AT, "there"
    )
    assert not step.conflicts
    assert not step.here
    assert step.link is not None
    assert step.link.intent == "update"


def test_what_is_older_than_we_know_is_not_believed() -> None:
    step = look_there(SCHEMA, linked(order="5"), seen("outside", "4"), EVA, AT, "there")
    assert step.link is not None
    assert (step.link.state, step.link.intent, step.removed) == ("linked", "", False)


@pytest.mark.parametrize("place", ["gone", "outside"])
def test_what_we_wrote_a_moment_ago_is_looked_at_later(place: Place) -> None:
    link = linked(written_at=AT.now - 1000)
    step = look_there(SCHEMA, link, seen(place), EVA, AT, "there")
    assert step.read
    assert not step.removed


def test_taken_out_there_stays_here() -> None:
    step = look_there(SCHEMA, linked(), seen("gone"), EVA, AT, "there")
    assert step.removed
    assert step.link is not None
    assert (step.link.state, step.link.reason) == ("suppressed", "deleted")


@pytest.mark.parametrize("place", ["gone", "outside"])
@pytest.mark.parametrize("edited", [False, True])
def test_what_was_edited_here_is_not_given_up_because_it_is_gone_there(
    place: Place, edited: bool
) -> None:
    local = Local({**EVA.record, "city": "Brno"}) if edited and EVA.record else EVA
    step = look_there(SCHEMA, linked(), seen(place), local, AT, "there")
    assert (step.removed, step.contested) == (True, edited)


def test_gone_with_a_lost_label_is_made_again() -> None:
    step = look_there(SCHEMA, linked(epoch=0), seen("gone"), EVA, AT, "there")
    assert not step.removed
    assert step.link is not None
    assert (step.link.state, step.link.intent, step.link.attempts) == ("creating", "create", 1)


def test_an_erased_person_is_deleted_whatever_was_edited() -> None:
    gone = Local(None, erased=True)
    step = look_there(SCHEMA, linked(), seen(name="edited"), gone, AT, "there")
    assert step.link is not None
    assert step.link.intent == "delete"
    assert step.link.base is None


def test_an_edit_there_beats_giving_up_here() -> None:
    step = look_there(SCHEMA, linked(), seen(name="edited"), Local(None), AT, "there")
    assert step.ask == ("removed", "edited")
    step = look_there(SCHEMA, linked(), seen(), Local(None), AT, "there")
    assert step.link is not None
    assert step.link.intent == "delete"


def test_an_uncertain_create_is_not_forgotten() -> None:
    link = Link(ME, 1, state="creating", intent="create", tried_at=5)
    assert look_here(SCHEMA, link, Local(None), AT).link == link
    assert look_here(SCHEMA, Link(ME, 1, state="creating"), Local(None), AT).link is None


def test_a_refused_record_is_sent_again_when_it_changed() -> None:
    link = linked(state="rejected", tried=({"name": "Eva"},))
    same = look_here(SCHEMA, link, EVA, AT).link
    assert same is not None
    assert same.state == "rejected"
    changed = look_here(SCHEMA, link, Local({"name": "Jana"}), AT).link
    assert changed is not None
    assert (changed.state, changed.intent) == ("linked", "update")


def test_a_tombstone_says_nothing() -> None:
    assert buried("people/c1") != buried("people/c2")
    assert "people" not in buried("people/c1")


@pytest.mark.parametrize("taken_out_at", [9_900_000, 1_000], ids=["a moment ago", "long ago"])
@pytest.mark.parametrize(
    ("order", "fresh", "believed"),
    [("1", False, False), ("1", True, True), ("2", False, True), ("2", True, True)],
)
def test_what_was_staged_before_it_was_taken_out_does_not_bring_it_back(
    taken_out_at: int, order: str, fresh: bool, believed: bool
) -> None:
    """A run that ended early leaves an observation that another run looks at later: nothing tells
    whether it is older than the taking out but the order, or reading it now."""
    link = linked(state="suppressed", reason="unlabelled", written_at=taken_out_at)
    seen = Seen("k", "inside", "v1", {"name": "Eva"}, (ME,), order=order)
    young = taken_out_at > 1_000
    local = Local({"name": "Eva"})
    step = look_there(SCHEMA, link, seen, local, replace(AT, fresh=fresh), "there")
    assert step.link is not None
    if believed and not (young and order == "1"):
        assert (step.link.state, step.read) == ("linked", False)
    else:
        assert (step.link.state, step.read) == ("suppressed", True)
