"""Clients as the engine's local side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import changes
from kiosk.salon.store.sync import book as sync_book
from sync_agent.sides import contact
from sync_agent.sides.clients import ClientsSide

REMOTE = "google.contacts"


@pytest.fixture
def side(salon: Services) -> ClientsSide:
    return ClientsSide(salon, REMOTE)


def save(salon: Services, first: str, last: str = "", **fields: Any) -> Client:
    return salon.clients.save(Client(b"", first, last, **fields), None)


def record(**fields: str) -> dict[str, str]:
    return dict.fromkeys(contact.RULES, "") | fields


@pytest.mark.req("G2")
def test_a_client_as_a_record(salon: Services, side: ClientsSide) -> None:
    eva = save(
        salon, "Eva", "Nova\u0301kova\u0301", phone="777 123 456", other_phone="222333444",
        email="EVA@example.com", gender="f", birth_date="1990-05-12", street="Dlouhá 1",
        city="Brno", postcode="602 00", note="6/0 \r\n20 min ", visits=3, warning="allergy",
    )  # fmt: skip
    manager = salon.team.members()[0].id
    salon.points.move(eva.id, 120, "welcome", manager)
    salon.cards.give("04A1B2C3D40180", CardHolder("client", eva.id), manager)
    local = side.records([eva.id])[eva.id]
    assert local.record is not None
    assert dict(local.record) == record(
        first_name="Eva", last_name="Nováková", gender="f", mobile="+420777123456",
        phone="+420222333444", email="eva@example.com", street="Dlouhá 1", city="Brno",
        postcode="602 00", birth_date="1990-05-12", note="6/0\n20 min", visits="3", points="120",
        card=local.record["card"],
    )  # fmt: skip
    assert len(local.record["card"]) > 20
    assert "allergy" not in str(local.record)


def test_who_is_not_to_stand_there(salon: Services, side: ClientsSide) -> None:
    manager = salon.team.members()[0].id
    here, put_away, erased = save(salon, "Eva"), save(salon, "Iva"), save(salon, "Jan")
    salon.clients.save(replace(put_away, active=False), None)
    salon.clients.erase(erased.id, manager)
    found = side.records([here.id, put_away.id, erased.id, bytes(16)])
    assert set(found) == {here.id, put_away.id, erased.id}
    assert found[put_away.id].record is None
    assert not found[put_away.id].erased
    assert found[erased.id].record is None
    assert found[erased.id].erased
    assert [list(ids) for ids in side.everything()] == [[here.id]]


def test_everything_comes_in_portions(salon: Services, side: ClientsSide) -> None:
    made = {save(salon, f"Client{n}").id for n in range(401)}
    portions = list(side.everything())
    assert [len(ids) for ids in portions] == [200, 200, 1]
    assert {local_id for ids in portions for local_id in ids} == made
    assert len(side.records(sorted(made))) == 401


class TestFinding:
    def test_by_number_and_name_whatever_the_order_and_letters(
        self, salon: Services, side: ClientsSide
    ) -> None:
        eva = save(salon, "Eva", "Nováková", phone="777123456", other_phone="222333444")
        save(salon, "Petr", "Novák", phone="777123456")
        seen = record(first_name="NOVAKOVA", last_name="eva", mobile="+420777123456")
        assert side.find(seen) == eva.id
        turned = record(first_name="Eva", last_name="Novakova", mobile="+420222333444")
        assert side.find(turned) == eva.id
        assert side.find(record(first_name="Eva", last_name="Malá", mobile="+420777123456")) is None
        assert side.find(record(first_name="Eva", last_name="Nováková")) is None

    def test_by_email_and_name(self, salon: Services, side: ClientsSide) -> None:
        eva = save(salon, "Eva", "Nováková", email="eva@example.com")
        found = record(first_name="eva", last_name="novakova", email="eva@example.com")
        assert side.find(found) == eva.id
        assert side.find({**found, "first_name": "Jan"}) is None

    def test_two_that_fit_are_nobody(self, salon: Services, side: ClientsSide) -> None:
        for _ in range(2):
            save(salon, "Eva", "Nováková", phone="777123456")
        seen = record(first_name="Eva", last_name="Nováková", mobile="+420777123456")
        assert side.find(seen) is None

    def test_nobody_without_a_name_but_who_was_put_away(
        self, salon: Services, side: ClientsSide
    ) -> None:
        eva = save(salon, "Eva", "Nováková", phone="777123456")
        assert side.find(record(mobile="+420777123456")) is None
        salon.clients.save(replace(eva, active=False), None)
        seen = record(first_name="Eva", last_name="Nováková", mobile="+420777123456")
        assert side.find(seen) == eva.id
        again = save(salon, "Eva", "Nováková", phone="777123456")
        assert side.find(seen) == again.id, "who is active comes first"


@pytest.mark.req("G5")
def test_somebody_new_is_taken_in_and_journalled(salon: Services, side: ClientsSide) -> None:
    before = changes.latest(salon.context.store)
    seen = record(
        first_name="Eva", last_name="Nováková", gender="o", mobile="+420777123456",
        phone="+420222333444", email="eva@example.com", note="6/0", visits="99", points="7",
        card="x",
    )  # fmt: skip
    with salon.context.store.transaction():
        local_id = side.add(seen)
    assert local_id is not None
    eva = salon.clients.get(local_id)
    assert (eva.name, eva.gender, eva.phone) == ("Eva Nováková", "o", "+420777123456")
    assert (eva.other_phone, eva.note, eva.visits, eva.points) == ("+420222333444", "6/0", 0, 0)
    assert [one.entity for one in changes.since(salon.context.store, before)] == ["client"]
    ours = side.records([local_id])[local_id].record
    assert ours == {**seen, "visits": "", "points": "", "card": ""}


def test_without_a_name_the_number_stands_for_it(salon: Services, side: ClientsSide) -> None:
    local_id = side.add(record(mobile="+420777123456"))
    assert local_id is not None
    assert salon.clients.get(local_id).name == "+420777123456"
    assert side.records([local_id])[local_id].record == record(mobile="+420777123456")
    (case,) = sync_book.open_cases(salon.context.store, REMOTE, "nameless")
    assert case.local_id == local_id
    side.apply(local_id, {"mobile": "+420777999999", "email": "eva@example.com"})
    assert salon.clients.get(local_id).name == "+420777999999"
    side.apply(local_id, {"mobile": ""})
    assert salon.clients.get(local_id).name == "eva@example.com"
    side.apply(local_id, {"last_name": "Nováková"})
    assert salon.clients.get(local_id).name == "Nováková"
    side.apply(local_id, {"first_name": "Eva"})
    assert salon.clients.get(local_id).name == "Eva Nováková"
    side.apply(local_id, {"first_name": "", "last_name": "", "mobile": "+420777123456"})
    assert salon.clients.get(local_id).name == "+420777123456"
    assert side.add(record(city="Brno")) is None


def test_what_the_rules_here_refuse(salon: Services, side: ClientsSide) -> None:
    eva = save(salon, "Eva", "Nováková", email="family@example.com")
    jan = save(salon, "Jan", "Malý")
    with pytest.raises(Refused):
        side.add(record(first_name="Iva", email="family@example.com"))
    with pytest.raises(Refused):
        side.apply(jan.id, {"email": "family@example.com", "city": "Brno"})
    with pytest.raises(Refused):
        side.apply(jan.id, {"birth_date": "2199-01-01"})
    with pytest.raises(Refused):
        side.apply(bytes(16), {"city": "Brno"})
    assert salon.clients.get(jan.id) == jan
    salon.clients.erase(eva.id, salon.team.members()[0].id)
    with pytest.raises(Refused):
        side.apply(eva.id, {"first_name": "Eva"})


def test_edits_there_do_not_touch_what_is_ours_alone(salon: Services, side: ClientsSide) -> None:
    eva = save(salon, "Eva", "Nováková", warning="allergy", status="regular", visits=3)
    side.apply(eva.id, {"city": "Brno", "visits": "99", "points": "5", "card": "x"})
    assert salon.clients.get(eva.id) == replace(eva, city="Brno")
    assert side.removed(eva.id, "gone") == "suppress"


def test_the_rest_of_a_long_note_stays(salon: Services, side: ClientsSide) -> None:
    note = "\n".join(f"{n}. 6/0 + 9 %" for n in range(300))
    eva = save(salon, "Eva", note=note)
    local = side.records([eva.id])[eva.id].record
    assert local is not None
    side.apply(eva.id, {"note": "Allergy!\n" + local["note"]})
    assert salon.clients.get(eva.id).note == "Allergy!\n" + note
