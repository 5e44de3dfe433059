"""Cases 20, 21, 26 and 27: merged, renamed, another salon's, and a database from last week."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.sync_agent.google.cases.conftest import MakeDesk, salon_of
from tests.sync_agent.plays.google_desk import LABEL, GoogleDesk


@pytest.mark.parametrize("data", ["both", "one", "none"])
@pytest.mark.parametrize("turned", [False, True])
def test_case_20_two_of_ours_were_merged_there(desk: GoogleDesk, data: str, turned: bool) -> None:
    eva = desk.client("Eva", "Nováková", phone="777123456")
    iva = desk.client("Iva", "Malá", phone="601601601")
    jan = desk.client("Jan", "Malý")
    desk.run()
    desk.quiet()
    survivor, other = desk.theirs(eva), desk.theirs(iva)
    if turned:
        survivor, other = other, survivor
    kept, lost = (iva, eva) if turned else (eva, iva)
    desk.google.owner.merge(survivor, other, data)
    desk.later()
    desk.run()
    desk.quiet()
    assert {client.id for client in desk.clients()} == {eva.id, iva.id, jan.id}
    assert desk.theirs(kept) is survivor
    assert desk.all_theirs(lost) == []
    about = [case.local_id for case in desk.cases() if case.kind in ("removed", "merged")]
    assert about == [lost.id]
    assert len(desk.members()) == 2


def test_case_21_the_resource_name_changed(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková", email="eva@example.com")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    source = there.source_id
    desk.google.owner.rename_resource(there)
    desk.later()
    desk.google.reset_log()
    desk.run()
    assert desk.google.writes() == 0
    desk.edit(eva.id, city="Brno")
    desk.run()
    assert desk.theirs(eva).source_id == source
    assert there.fields["addresses"][0]["city"] == "Brno"
    desk.later()
    desk.quiet()
    assert len(desk.google.book.live()) == 1
    assert desk.cases("removed") == []


def test_case_21_the_resource_name_changed_and_the_feed_does_not_show_it_yet(
    desk: GoogleDesk,
) -> None:
    eva = desk.client("Eva", "Nováková", email="eva@example.com")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    desk.google.owner.rename_resource(there)
    desk.edit(eva.id, city="Brno")
    desk.run()
    desk.later()
    desk.quiet()
    assert len(desk.google.book.live()) == 1
    assert desk.get(eva.id).city == "Brno"
    desk.assert_equal()
    assert desk.cases("removed") == []


def test_case_26_a_new_box_takes_over_what_one_that_is_no_more_has_made(
    make_desk: MakeDesk,
) -> None:
    """Its disk died without a backup, and the clients are entered again."""
    old = make_desk("old")
    salon_of(old, 3)
    first = old.clients()[0]
    new = make_desk("new", google=old.google)
    eva = new.client(first.first_name, first.last_name, phone=first.phone)
    new.run()
    new.answer("adopt", "adopt")
    new.run()
    assert len(new.clients()) == 1, "what another Pult made is left alone until somebody says so"
    new.take_over = True
    new.restart()
    new.later()
    new.run()
    new.later()
    new.quiet()
    assert len(new.clients()) == 3
    assert [case.local_id for case in new.cases("twin")] == [eva.id]
    new.answer("twin", "one")
    new.run()
    new.later()
    new.quiet()
    assert len(new.google.book.live()) == 3
    new.assert_equal()


def test_case_26_two_salons_on_one_account_leave_each_other_alone(make_desk: MakeDesk) -> None:
    one = make_desk("one")
    two = make_desk("two", google=one.google)
    eva = one.client("Eva", "Nováková", phone="777123456")
    one.run()
    one.quiet()
    zoe = two.client("Zoe", "Nová")
    assert two.run().outcome == "question"
    two.answer("adopt", "adopt")
    assert two.run().outcome == "ok"
    for _ in range(2):
        one.quiet()
        two.quiet()
    assert [client.id for client in one.clients()] == [eva.id]
    assert [client.id for client in two.clients()] == [zoe.id]
    two.edit(zoe.id, city="Brno")
    one.salon.clients.erase(eva.id, one.manager.id)
    one.run()
    two.run()
    one.later()
    one.quiet()
    two.quiet()
    assert [contact.name() for contact in one.google.book.live()] == ["Zoe Nová"]
    assert [client.id for client in two.clients()] == [zoe.id]


def copy(desk: GoogleDesk, to: Path) -> None:
    target = sqlite3.connect(to)
    with target:
        desk.store.db.connection().backup(target)
    target.close()


def restore(desk: GoogleDesk, home: Path, backup: Path) -> None:
    from tests.rigs.salon import clock_of, close_salon, open_salon

    clock = clock_of(desk.salon)
    close_salon(desk.salon)
    for name in ("pult.db-wal", "pult.db-shm", "journal.head"):
        (home / name).unlink(missing_ok=True)
    shutil.copy(backup, home / "pult.db")
    desk.salon = open_salon(home, clock)
    # Nobody knows what is missing: a manager goes on.
    manager = next(one for one in desk.salon.team.members() if one.role == "manager")
    desk.salon.books.go_on(manager.id)
    desk.timing.salon = desk.salon
    desk.restart()


@pytest.mark.parametrize("days", [1, 9])
def test_case_27_a_backup_from_last_week_was_restored(
    make_desk: MakeDesk, tmp_path: Path, days: int
) -> None:
    desk = make_desk()
    eva = desk.client("Eva", "Nováková", phone="777123456")
    iva = desk.client("Iva", "Malá", phone="601601601")
    for n in range(25):
        desk.client(f"Client{n}", "Nová")
    desk.run()
    desk.quiet()
    copy(desk, tmp_path / "backup.db")
    owner = desk.google.owner
    desk.edit(eva.id, city="Brno")  # ours, lost with the disk, but it was sent
    owner.rename_person(desk.theirs(iva), "Ivanka", keep_client_data=True)
    jan = desk.client("Jan", "Malý", phone="602602602")  # lost with the disk, too
    desk.run()
    desk.quiet()
    contact_of_jan = desk.theirs(jan)
    desk.later(days * 24 * 60)
    restore(desk, desk.home, tmp_path / "backup.db")
    assert desk.get(eva.id).city == ""
    assert desk.run().outcome == "ok"
    desk.later()
    desk.quiet()
    assert desk.get(eva.id).city == "Brno"
    assert desk.get(iva.id).first_name == "Ivanka"
    assert desk.theirs(eva).fields["addresses"][0]["city"] == "Brno"
    # who was added meanwhile is a client again, with the contact that was there
    again = next(c for c in desk.clients() if c.first_name == "Jan")
    assert desk.theirs(again) is contact_of_jan
    assert len(desk.google.book.live()) == 28
    assert desk.google.groups.has(LABEL)
    desk.assert_equal()
