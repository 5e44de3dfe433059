"""The journal finds what was changed, moved, taken out or cut off, and names it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import Fault, Journal

KEYS = SalonKeys(1, bytes(range(32)))
ENTRIES = 6


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Six entries."""
    made = Journal(Store.open(tmp_path / "pult.db"), KEYS, tmp_path / "journal.head")
    for count in range(1, ENTRIES + 1):
        append(made, count)
    return made


def append(journal: Journal, count: int) -> None:
    with journal._store.transaction():
        journal.append("sale", 1_000 + count, {"number": f"2026-1-{count:06d}", "total": count})


def tamper(journal: Journal, *statements: str) -> Fault:
    """Does what somebody with the file in their hands would do; returns what is found."""
    with journal._store.transaction():
        for statement in statements:
            journal._store.run(statement)
    fault = journal.verify()
    assert fault is not None
    return fault


def test_an_untouched_journal_holds(journal: Journal) -> None:
    assert journal.verify() is None
    head = journal.head()
    assert head is not None
    assert head.seq == ENTRIES


def test_an_empty_journal_holds(tmp_path: Path) -> None:
    made = Journal(Store.open(tmp_path / "empty.db"), KEYS, tmp_path / "empty.head")
    assert made.verify() is None


@pytest.mark.req("M5")
@pytest.mark.parametrize(
    "change",
    ["body = replace(body, '3', '4')", "at = at + 1", "kind = 'void'", "mac = zeroblob(32)"],
)
def test_a_changed_entry_is_named(journal: Journal, change: str) -> None:
    assert tamper(journal, f"UPDATE journal SET {change} WHERE seq = 3").seq == 3


def test_reordered_entries_are_named(journal: Journal) -> None:
    fault = tamper(
        journal,
        "UPDATE journal SET seq = 100 WHERE seq = 2",
        "UPDATE journal SET seq = 2 WHERE seq = 4",
        "UPDATE journal SET seq = 4 WHERE seq = 100",
    )
    assert fault.seq == 2


def test_a_removed_entry_is_named(journal: Journal) -> None:
    fault = tamper(journal, "DELETE FROM journal WHERE seq = 4")
    assert (fault.seq, fault.message.plain()) == (4, "Entry 4 is missing.")


def test_a_removed_entry_with_the_rest_moved_up_is_named(journal: Journal) -> None:
    fault = tamper(
        journal,
        "DELETE FROM journal WHERE seq = 4",
        "UPDATE journal SET seq = seq - 1 WHERE seq > 4",
    )
    assert fault.seq == 4


def test_a_cut_off_tail_is_named_by_the_sealed_head(journal: Journal) -> None:
    assert tamper(journal, "DELETE FROM journal WHERE seq > 3").seq == 4


def test_a_cut_off_tail_is_named_by_the_head_file(journal: Journal) -> None:
    """Even when the head in the database is put back to what it was then."""
    earlier = journal.head()
    append(journal, ENTRIES + 1)
    assert earlier is not None
    with journal._store.transaction():
        journal._store.run("DELETE FROM journal WHERE seq > ?", (earlier.seq,))
        journal._store.run(
            "UPDATE journal_head SET seq = ?, mac = ?, seal = ?",
            (earlier.seq, earlier.mac, _seal_of(earlier.seq, earlier.mac)),
        )
    fault = journal.verify()
    assert fault is not None
    assert fault.seq == ENTRIES + 1


def _seal_of(seq: int, mac: bytes) -> bytes:
    from kiosk.salon.store import journal as module

    return module._seal(KEYS.journal, seq, mac)


def test_everything_gone_is_named(journal: Journal) -> None:
    assert tamper(journal, "DELETE FROM journal", "DELETE FROM journal_head").seq == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(text.split()[1], "00" * 32),
        lambda text: "00000000000000000009" + text[20:],
        lambda text: "nonsense",
    ],
)
def test_a_changed_head_file_is_named(
    journal: Journal, tmp_path: Path, spoil: Callable[[str], str]
) -> None:
    head = tmp_path / "journal.head"
    head.write_text(spoil(head.read_text()))
    fault = journal.verify()
    assert fault is not None
    assert "file" in fault.message.plain()


def test_an_older_head_file_is_no_fault(journal: Journal, tmp_path: Path) -> None:
    """After a power cut the file may lag behind; it must never lead."""
    head = tmp_path / "journal.head"
    older = head.read_text()
    append(journal, ENTRIES + 1)
    head.write_text(older)
    assert journal.verify() is None


def test_a_missing_sealed_head_is_a_fault(journal: Journal) -> None:
    assert tamper(journal, "DELETE FROM journal_head").seq == ENTRIES


def test_another_salons_key_opens_nothing(journal: Journal, tmp_path: Path) -> None:
    other = Journal(journal._store, SalonKeys(1, bytes(32)), tmp_path / "journal.head")
    fault = other.verify()
    assert fault is not None
    assert fault.seq == 1


def test_a_failed_transaction_leaves_no_entry_and_no_head(journal: Journal, tmp_path: Path) -> None:
    head = (tmp_path / "journal.head").read_text()

    def fail() -> None:
        with journal._store.transaction():
            journal.append("sale", 1, {})
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert (tmp_path / "journal.head").read_text() == head
    assert journal.verify() is None


def test_an_entry_stands_even_where_its_head_file_cannot_be_written(tmp_path: Path) -> None:
    made = Journal(Store.open(tmp_path / "pult.db"), KEYS, tmp_path / "missing" / "journal.head")
    append(made, 1)
    assert made.verify() is None


def test_a_sale_during_the_walk_is_no_fault(journal: Journal, tmp_path: Path) -> None:
    """`pult journal verify` beside a kiosk that goes on selling."""
    done = threading.Event()

    def sell() -> None:
        store = Store.open(tmp_path / "pult.db")
        desk = Journal(store, KEYS, tmp_path / "journal.head")
        count = ENTRIES
        while not done.is_set():
            count += 1
            append(desk, count)
        store.close()

    seller = threading.Thread(target=sell)
    seller.start()
    faults = [journal.verify() for _ in range(100)]
    done.set()
    seller.join()
    assert faults == [None] * 100
