"""What leaves this house, and what of the owner's own address book stays in it: bytes."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.store.clients import contacts
from kiosk.salon.store.sync import accounts as sync_accounts
from tests.fakes.google import FakeGoogle
from tests.sync_agent.plays.google_desk import BOOKINGS, LABEL, GoogleDesk
from tests.sync_agent.plays.many import add_clients

CLIENTS, PRIVATE = 40, 40
ORDERS: tuple[Literal["big", "little"], ...] = ("big", "little")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[GoogleDesk]:
    made = GoogleDesk(tmp_path / "home", FakeGoogle(seed=9))
    yield made
    made.close()
    assert made.google.violations == []
    assert made.google.foreign_writes == []


def card_number(n: int) -> str:
    return f"04A1B2C3D4{n:02X}80"


def mixed(desk: GoogleDesk) -> list[str]:
    """A few busy weeks; returns every word of the owner's own contacts."""
    google, owner = desk.google, desk.google.owner
    private, words = [], []
    for n in range(PRIVATE):
        person = [f"Privat{n:03}", f"Familie{n:03}", f"privat{n:03}@home.example"]
        phone = f"+4206099{n:05}"
        private.append(owner.add(*person[:2], mobile=phone, email=person[2]))
        owner.set_note(private[-1], f"geheim{n:03}")
        words += [*person, phone, phone.removeprefix("+420"), f"geheim{n:03}"]
    for n, client in enumerate(add_clients(desk.salon, CLIENTS)):
        desk.salon.cards.give(card_number(n), CardHolder("client", client.id), desk.manager.id)
    owner.create_label(BOOKINGS)
    desk.run()
    desk.later()
    chance = random.Random(3)
    for week in range(4):
        people = desk.clients()
        for _ in range(6):
            client = chance.choice(people)
            desk.edit(client.id, city=f"Town{week}", note=f"note {week}")
            contact = chance.choice(desk.members())
            owner.add_phone(contact, f"+4207000{week:05}")
            owner.rename_person(chance.choice(private), family=f"Neufamilie{week}")
        owner.delete(chance.choice(private))
        owner.merge(*chance.sample([p for p in private if not p.deleted], 2))
        owner.rename_resource(chance.choice([p for p in private if not p.deleted]))
        owner.delete(chance.choice(desk.members()))
        desk.salon.clients.erase(chance.choice(desk.clients()).id, desk.manager.id)
        google.faults.schedule(week, 0.1)
        desk.run()
        desk.later(2)
        desk.run()
        google.faults.stop()
        desk.later(7 * 24 * 60)
        if week == 2:
            owner.delete_label(LABEL)
        desk.run()
        desk.later()
    desk.quiet()
    return [*words, "Neufamilie"]


@pytest.mark.req("G1", "G2")
def test_no_card_number_leaves_and_nothing_of_private_contacts_comes_in(desk: GoogleDesk) -> None:
    words = mixed(desk)
    desk.store.db.execute_sql("PRAGMA wal_checkpoint(FULL)")
    files = {path.name: path.read_bytes() for path in desk.home.rglob("*") if path.is_file()}
    assert len(files["pult.db"]) > 100_000
    sent = desk.google.sent
    assert b"pult.card" in sent
    for n in range(CLIENTS):
        number = card_number(n)
        digits = bytes.fromhex(number)
        decimals = [str(int.from_bytes(digits, order)) for order in ORDERS]
        forms = [number, number.lower(), *decimals]
        for form in (*(form.encode() for form in forms), base64.b64encode(digits), digits):
            assert form not in sent
            for name, content in files.items():
                assert form not in content, (name, number)
    for word in words:
        assert word.encode() not in sent, word
        for name, content in files.items():
            assert word.encode() not in content, (name, word)


@pytest.mark.req("G2")
def test_card_and_id_survive_a_round_trip(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková", phone="777123456")
    desk.salon.cards.give(card_number(1), CardHolder("client", eva.id), desk.manager.id)
    desk.run()
    desk.quiet()
    (person,) = contacts.people(desk.store, [eva.id])
    installation = sync_accounts.installation(desk.store)
    token = base64.urlsafe_b64encode(person.token).decode().rstrip("=")
    there = desk.theirs(eva)
    assert there.client_data("pult.card") == [f"{installation}:{token}"]
    assert there.client_data("pult.id") == [f"{installation}:{eva.id.hex()}"]
    # a phone that knows nothing of hidden data edits the contact
    desk.google.owner.rename_person(there, "Evička", keep_client_data=False)
    assert there.client_data("pult.id") == []
    desk.later()
    desk.quiet()
    assert desk.get(eva.id).first_name == "Evička"
    assert there.client_data("pult.card") == [f"{installation}:{token}"]
    assert there.client_data("pult.id") == [f"{installation}:{eva.id.hex()}"]
    # another card takes the place of the first
    desk.salon.cards.give(card_number(2), CardHolder("client", eva.id), desk.manager.id)
    desk.quiet()
    (person,) = contacts.people(desk.store, [eva.id])
    again = base64.urlsafe_b64encode(person.token).decode().rstrip("=")
    assert again != token
    assert there.client_data("pult.card") == [f"{installation}:{again}"]
    desk.salon.cards.block(CardHolder("client", eva.id), desk.manager.id)
    desk.quiet()
    assert there.client_data("pult.card") == []
