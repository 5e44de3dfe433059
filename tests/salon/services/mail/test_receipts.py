"""Receipts by e-mail instead of paper: asked once, remembered, and paper whenever it is wanted."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.hardware.composer import Composer
from kiosk.hardware.letters import LetterDrawer
from kiosk.paper.label import LabelSize
from kiosk.paper.plain import COLUMNS
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.salon_services import Services
from tests.rigs import letters as rig
from tests.rigs.confirmed import make_confirmed
from tests.rigs.salon import clock_of, close_salon
from tests.rigs.till_world import Till


@pytest.fixture
def anna(salon: Services, till: Till) -> Client:
    rig.set_up(salon)
    return salon.clients.save(
        Client(b"", "Anna", "Vzorová", email="anna@example.com"), till.manager.id
    )


def buy(till: Till, client: Client | None, method: str = "card") -> Sale:
    bill = till.retail()
    if client is not None:
        bill = till.salon.bills.set_client(bill.id, client.id)
    total = bill.totals.total_minor
    parts = Payment("cash", total, tendered_minor=total) if method == "cash" else None
    return till.pay(bill, *([parts] if parts else []))


def jobs(salon: Services, sale: Sale) -> list[tuple[str, int, int]]:
    return salon.context.store.rows(
        "SELECT about, open_drawer, is_copy FROM print_job WHERE subject_id = ? ORDER BY id",
        (sale.id,),
    )


def draw(salon: Services) -> None:
    LetterDrawer(salon, Composer(salon, LabelSize(), None)).draw()


def test_until_somebody_asks_it_is_paper(salon: Services, till: Till, anna: Client) -> None:
    sale = buy(till, anna)
    assert jobs(salon, sale) == [("", 0, 0)]
    assert salon.mail.of(sale.id) == ()


def test_remembered_it_is_a_letter_and_no_paper(salon: Services, till: Till, anna: Client) -> None:
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    sale = buy(till, anna)
    assert jobs(salon, sale) == []
    (letter,) = salon.mail.of(sale.id)
    assert (letter.address, letter.ready, letter.client_id) == ("anna@example.com", False, anna.id)
    draw(salon)
    assert salon.mail.get(letter.id).ready
    text, pdf = salon.context.store.column("SELECT bytes FROM mail_part ORDER BY position")
    text = text.decode()
    assert sale.number in text
    assert "Shampoo" in text
    assert "389" in text
    assert max(map(len, text.splitlines())) <= COLUMNS
    assert pdf.startswith(b"%PDF")
    names = salon.context.store.column("SELECT name FROM mail_part ORDER BY position")
    assert names == [f"{sale.number}.txt", f"{sale.number}.pdf"]


def test_the_text_alone_where_the_salon_wants_no_pdf(
    salon: Services, till: Till, anna: Client
) -> None:
    rig.set_up(salon, replace(rig.ACCOUNT, receipt_pdf=False))
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    buy(till, anna)
    draw(salon)
    assert salon.context.store.number("SELECT count(*) FROM mail_part") == 1


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext (poppler-utils)")
def test_the_file_can_be_searched_and_is_the_same_each_time(
    salon: Services, till: Till, anna: Client
) -> None:
    sale = buy(till, anna)
    composer = Composer(salon, LabelSize(), None)
    one, two = (composer.receipt_for_letter(sale.id, "cs", pdf=True).pdf for _ in range(2))
    assert one is not None
    assert one == two
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=one, capture_output=True, check=True
    ).stdout.decode()
    assert sale.number in read
    assert "Účtenka" in read


def test_the_drawer_opens_for_cash_all_the_same(salon: Services, till: Till, anna: Client) -> None:
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    assert jobs(salon, buy(till, anna, "cash")) == [("drawer", 1, 0)]


def test_paper_after_all_is_no_copy_while_nothing_left(
    salon: Services, till: Till, anna: Client
) -> None:
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    sale = buy(till, anna)
    assert salon.mail.on_paper(sale.id)
    assert jobs(salon, sale) == [("", 0, 0)]
    assert [one.state for one in salon.mail.of(sale.id)] == ["dropped"]
    assert not salon.mail.on_paper(sale.id)


@pytest.mark.parametrize("state", ["sent", "accepted", "unknown"])
def test_paper_after_the_letter_left_is_a_copy(
    salon: Services, till: Till, anna: Client, state: str
) -> None:
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    sale = buy(till, anna)
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE mail SET state = ?", (state,))
    assert not salon.mail.on_paper(sale.id)
    assert jobs(salon, sale) == []


def test_an_address_that_is_none_stops_no_sale(salon: Services, till: Till, anna: Client) -> None:
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE client SET email = 'anna at home'")
    assert jobs(salon, buy(till, anna)) == [("", 0, 0)]


def test_without_an_account_it_is_paper_again(salon: Services, till: Till, anna: Client) -> None:
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    salon.mail.forget_account(till.manager.id)
    assert jobs(salon, buy(till, anna)) == [("", 0, 0)]


def test_what_takes_a_sale_back_is_on_paper(salon: Services, till: Till, anna: Client) -> None:
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    sale = buy(till, anna)
    void = salon.checkout.void(sale.id, "mistake", till.manager.id)
    assert jobs(salon, void) == [("", 0, 0)]


def test_where_the_law_wants_paper_the_letter_comes_besides(
    salon: Services, till: Till, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.salon.domain import mail

    monkeypatch.setattr(mail, "PAPER_TOO", frozenset({"CZ"}))
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    sale = buy(till, anna)
    assert jobs(salon, sale) == [("", 0, 0)]
    assert len(salon.mail.of(sale.id)) == 1


def test_a_receipt_is_drawn_once(salon: Services, till: Till, anna: Client) -> None:
    salon.mail.set_wish(anna.id, "email", till.eva.id)
    (letter,) = salon.mail.of(buy(till, anna).id)
    draw(salon)
    salon.mail.receipt_drawn(letter.id, "another", b"%PDF")
    assert salon.context.store.number("SELECT count(*) FROM mail_part") == 2
    assert salon.mail.unwritten_receipts() == ()


def test_nobody_in_particular_gets_paper(salon: Services, till: Till, anna: Client) -> None:
    assert jobs(salon, buy(till, None)) == [("", 0, 0)]


@pytest.mark.parametrize("state", ["new", "sent", "refused", "unknown"])
def test_a_letter_waits_for_the_office_no_longer_than_paper(tmp_path: Path, state: str) -> None:
    """The receipt is to be handed over at once: with the mark of the salon, and it is told that
    the code is not on it."""
    furs = make_confirmed(tmp_path)
    salon = furs.salon
    rig.set_up(salon)
    client = salon.clients.save(
        Client(b"", "Ana", "Vzorčna", email="ana@example.com"), furs.manager.id
    )
    salon.mail.set_wish(client.id, "email", furs.eva.id)
    sale = buy(furs, client, "cash")
    furs.settle(furs.item(sale), state)
    draw(salon)
    clock_of(salon).advance(39)
    draw(salon)
    (letter,) = salon.mail.of(sale.id)
    assert (letter.ready, furs.item(sale).printed_without) == (False, False)
    clock_of(salon).advance(21)
    draw(salon)
    assert salon.mail.get(letter.id).ready, "within a minute"
    assert furs.item(sale).printed_without
    text = salon.context.store.value("SELECT bytes FROM mail_part ORDER BY position").decode()
    mark = furs.item(sale).local_code
    assert mark in "".join(text.split())
    furs.settle(furs.item(sale), "accepted", code="6c47b2a0-0000-0000-0000-000000000001")
    draw(salon)
    assert (
        salon.context.store.value("SELECT bytes FROM mail_part ORDER BY position").decode() == text
    )
    close_salon(salon)


def test_a_letter_that_the_office_answered_in_time_has_its_code(tmp_path: Path) -> None:
    furs = make_confirmed(tmp_path)
    salon = furs.salon
    rig.set_up(salon)
    client = salon.clients.save(
        Client(b"", "Ana", "Vzorčna", email="ana@example.com"), furs.manager.id
    )
    salon.mail.set_wish(client.id, "email", furs.eva.id)
    sale = buy(furs, client, "cash")
    code = "6c47b2a0-0000-0000-0000-000000000001"
    furs.settle(furs.item(sale), "accepted", code=code)
    draw(salon)
    text = salon.context.store.value("SELECT bytes FROM mail_part ORDER BY position").decode()
    assert code in "".join(text.split())
    assert not furs.item(sale).printed_without
    close_salon(salon)
