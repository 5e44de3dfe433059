"""After a whole day no card number stands anywhere: not in the database, the WAL, logs, papers,
settings or what was exported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.till.bill import Payment
from tests.rigs import planted
from tests.rigs.worker import BARCODES, ROOT, ean13, open_salon, prepare

NOW = 1_795_250_000_000
CLIENT_CARD = "04A1B2C3D4E5F6"
STAFF_CARD = "04918273645566"
SPARE_CARD = "04FEDCBA987654"
UNKNOWN_CARD = "0411223344AABB"
CARDS = (CLIENT_CARD, STAFF_CARD, SPARE_CARD, UNKNOWN_CARD)


def whole_day(home: Path) -> list[str]:
    """Everything that touches a card, from giving it to losing it; returns what people were told.

    The database stays open at the end, as after a kill: the WAL still holds its pages.
    """
    services, clock = open_salon(home, NOW)
    manager, stylist = services.team.members()
    client = services.clients.save(Client(b"", "Sample", "Client", "+420601123456"), manager.id)
    owner, worker = CardHolder("client", client.id), CardHolder("staff", stylist.id)
    told = []
    services.cards.give(CLIENT_CARD, owner, manager.id)
    services.cards.give(STAFF_CARD, worker, manager.id)
    services.cards.give(SPARE_CARD.lower(), worker, manager.id)
    with pytest.raises(Refused) as taken:
        services.cards.give(CLIENT_CARD, worker, manager.id)
    told.append(f"{taken.value} {taken.value!r} {taken.value.facts}")
    assert services.cards.tapped(UNKNOWN_CARD).holder is None
    assert services.cards.tapped(":".join(planted_pairs(CLIENT_CARD))).holder == owner

    assert services.cards.tapped(STAFF_CARD).holder == worker
    services.timeclock.tap(stylist.id)
    haircut = services.catalogue.services()[0]
    visit = services.agenda.book(
        stylist.id, clock.now(), [haircut.id], manager.id, client_id=client.id
    )
    found = services.cards.tapped(CLIENT_CARD).holder
    assert found is not None
    assert services.checkin.by_client(found.person_id).kind == "one"
    services.checkin.arrive(visit.id, "card")
    bill = services.visit_bills.open(visit.id, stylist.id)
    bill = services.bill_lines.add_barcode(bill.id, ean13(BARCODES[0]))
    total = bill.totals.total_minor
    sale = services.checkout.pay(bill.id, [Payment("cash", total)], total, stylist.id)
    services.printing.receipt_copy(sale.id)
    told += [client.name for client in services.clients.search(CLIENT_CARD)]
    clock.advance(9 * 3600)
    services.timeclock.tap(stylist.id)
    services.cards.block(worker, manager.id)
    return told


def planted_pairs(number: str) -> list[str]:
    return [number[i : i + 2] for i in range(0, len(number), 2)]


@pytest.mark.req("K2")
def test_no_byte_of_a_card_number_after_a_whole_day(tmp_path: Path) -> None:
    home = tmp_path / "home"
    prepare(home, NOW)
    told = whole_day(home)
    assert (home / "pult.db-wal").stat().st_size > 0
    for what in ("sales", "clients", "punches", "stock"):
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.commands.pult", "--home", str(home), "export", what],
            cwd=ROOT,
            capture_output=True,
            timeout=60,
            check=True,
        )
        (home / f"{what}.export").write_bytes(done.stdout + done.stderr)
    (home / "told").write_text("\n".join(told))
    assert planted.found(home, CARDS) == []


@pytest.mark.parametrize("form", planted.forms(CLIENT_CARD))
def test_the_search_would_find_it(tmp_path: Path, form: str) -> None:
    (tmp_path / "log").write_bytes(b"card " + planted.forms(CLIENT_CARD)[form] + b" tapped\n")
    assert any(place.startswith("log: ") for place in planted.found(tmp_path, CARDS))
