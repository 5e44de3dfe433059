"""Number series have no gap; the change feed shows each entity once, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.store import changes
from kiosk.salon.store.database import Store
from kiosk.salon.store.till import series


@pytest.mark.req("M5")
def test_a_number_taken_in_a_failed_transaction_is_given_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "pult.db")
    with store.transaction():
        assert series.take(store, "sale-1-2026") == 1

    def fail() -> None:
        with store.transaction():
            assert series.take(store, "sale-1-2026") == 2
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with store.transaction():
        assert series.take(store, "sale-1-2026") == 2
        assert series.take(store, "sale-2-2026") == 1


@pytest.mark.req("K6")
def test_the_feed_moves_an_entity_to_its_end(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "pult.db")
    with store.transaction():
        first = changes.record(store, "client", b"a")
        changes.record(store, "client", b"b")
    with store.transaction():
        last = changes.record(store, "client", b"a", gone=True)
    assert changes.since(store, 0) == [
        changes.Change(2, "client", b"b", gone=False),
        changes.Change(last, "client", b"a", gone=True),
    ]
    assert last > first
    assert changes.since(store, last) == []
    assert [one.seq for one in changes.since(store, 0, limit=1)] == [2]


def test_several_changes_at_once_stand_behind_those_before_in_their_order(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "pult.db")
    with store.transaction():
        changes.record(store, "product", b"a")
        changes.record(store, "client", b"b")
        changes.record_all(store, "product", [b"c", b"a"])
        changes.record_all(store, "product", [])
    feed = [(one.entity, one.entity_id) for one in changes.since(store, 0)]
    assert feed == [("client", b"b"), ("product", b"c"), ("product", b"a")]
    numbers = [one.seq for one in changes.since(store, 0)]
    assert len(set(numbers)) == 3
    store.close()
