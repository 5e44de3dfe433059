"""The outbox of letters: what is written, what a person decides, what is kept of an account."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.mail import MailAccount, address_of
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from tests.rigs import letters as rig
from tests.rigs.till_world import Till


def told(salon: Services, kind: str) -> list[dict[str, object]]:
    rows = salon.context.store.rows("SELECT body FROM journal WHERE kind = ? ORDER BY seq", (kind,))
    return [json.loads(body) for (body,) in rows]


def test_an_invoice_waits_for_its_pdf(salon: Services) -> None:
    rig.set_up(salon)
    invoice = rig.invoice(salon, due=121_000)
    letter_id = salon.mail.invoice(invoice, " Anna@Example.COM ", None)
    letter = salon.mail.get(letter_id)
    assert (letter.address, letter.state, letter.ready) == ("Anna@example.com", "new", False)
    assert letter.message_id == f"<{letter_id.hex()}@example.com>"
    assert "2026-1-F00001" in letter.subject
    assert "2026-1-F00001" in letter.text
    rig.keep_file(salon, invoice)
    assert salon.mail.get(letter_id).ready
    (entry,) = told(salon, "mail.written")
    assert "Anna" not in json.dumps(entry)
    assert entry["number"] == "2026-1-F00001"


def test_two_taps_write_one_letter(salon: Services) -> None:
    rig.set_up(salon)
    invoice = rig.invoice(salon)
    first = salon.mail.invoice(invoice, "anna@example.com", None)
    assert salon.mail.invoice(invoice, "anna@example.com", None) == first
    other = salon.mail.invoice(invoice, "accounts@example.com", None)
    assert {one.id for one in salon.mail.of(invoice)} == {first, other}


def test_without_an_account_nothing_is_written(salon: Services) -> None:
    assert not salon.mail.ready()
    with pytest.raises(Refused, match="not set up"):
        salon.mail.invoice(rig.invoice(salon), "anna@example.com", None)
    assert salon.mail.open_count() == 0


def test_practice_sends_nothing(salon: Services) -> None:
    rig.set_up(salon)
    salon.context.training = True
    assert not salon.mail.ready()
    with pytest.raises(Refused, match="practice"):
        salon.mail.test("anna@example.com", rig.manager(salon))


def test_the_password_is_kept_sealed_and_never_given_back(salon: Services) -> None:
    rig.set_up(salon)
    account = salon.mail.account()
    assert account is not None
    assert account.password == ""
    assert account.host == "mail.example.com"
    store = salon.context.store
    (row,) = store.rows("SELECT * FROM sync_account WHERE name = 'mail'")
    assert not any(
        "hunter" in str(value) or b"hunter" in bytes(str(value), "utf-8") for value in row
    )
    assert "hunter" not in json.dumps(told(salon, "mail.account"))
    assert "hunter" not in repr(rig.ACCOUNT)


def test_the_password_stays_when_it_is_not_typed_again(salon: Services) -> None:
    rig.set_up(salon)
    salon.mail.set_account(replace(rig.ACCOUNT, password="", port=465), rig.manager(salon))
    account = salon.mail.account()
    assert account is not None
    assert account.port == 465


@pytest.mark.parametrize("change", [{"host": "evil.example.org"}, {"user": "other@example.com"}])
def test_the_password_goes_to_no_other_server_unasked(
    salon: Services, change: dict[str, str]
) -> None:
    rig.set_up(salon)
    with pytest.raises(Refused) as refused:
        salon.mail.set_account(replace(rig.ACCOUNT, password="", **change), rig.manager(salon))
    assert refused.value.field == "password"


def test_only_a_manager_sets_mail_up(salon: Services) -> None:
    eva = next(one.id for one in salon.team.members() if one.role == "staff")
    with pytest.raises(Refused):
        salon.mail.set_account(rig.ACCOUNT, eva)
    with pytest.raises(Refused):
        salon.mail.test("anna@example.com", eva)


@pytest.mark.parametrize(
    ("field", "account"),
    [
        ("host", {"host": ""}),
        ("host", {"host": "smtp example com"}),
        ("host", {"host": "mail.example.com\r\nRSET"}),
        ("port", {"port": 0}),
        ("port", {"port": 70_000}),
        ("sender", {"sender": "salon"}),
        ("reply_to", {"reply_to": "a@b, c@d"}),
        ("password", {"password": ""}),
    ],
)
def test_an_account_that_cannot_be_right(
    salon: Services, field: str, account: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refused:
        salon.mail.set_account(replace(rig.ACCOUNT, **account), rig.manager(salon))  # type: ignore[arg-type]
    if field != "host" or account["host"] != "mail.example.com\r\nRSET":
        assert refused.value.field == field
    assert not salon.mail.ready()


def test_a_lost_key_is_told(salon: Services) -> None:
    rig.set_up(salon)
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE sync_account SET sealed = x'00' WHERE name = 'mail'")
    assert salon.mail.account() is None
    assert salon.mail.problem() == "key"


@pytest.mark.parametrize(
    "typed",
    [
        "anna@example.com",
        "anna.o'neil+salon@mail.example.co.uk",
        "žofie@example.cz",
        "info@kadeřnictví.cz",
        "<anna@example.com>",
        "x@d.hu",
    ],
)
def test_addresses(typed: str) -> None:
    assert address_of(typed).count("@") == 1


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "anna",
        "anna@",
        "@example.com",
        "anna@example",
        "anna@example..com",
        "anna@-example.com",
        "a b@example.com",
        "anna@example.com, eva@example.com",
        "anna@example.com;eva@example.com",
        "Anna <anna@example.com>",
        "anna@example.com\r\nBcc: all@example.com",
        ".anna@example.com",
        "an..na@example.com",
        "anna@exa\u202emple.com, x",
        "a" * 65 + "@example.com",
        "anna@" + "a" * 64 + ".com",
    ],
)
def test_no_addresses(typed: str) -> None:
    with pytest.raises(Refused):
        address_of(typed)


def decide(salon: Services, state: str) -> bytes:
    rig.set_up(salon)
    letter_id = salon.mail.test("anna@example.com", rig.manager(salon))
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE mail SET state = ?", (state,))
    return letter_id


def test_a_person_decides_about_an_unknown_one(salon: Services) -> None:
    letter_id = decide(salon, "unknown")
    assert salon.mail.stuck_count() == 1
    before = salon.mail.get(letter_id).message_id
    salon.mail.again(letter_id, rig.manager(salon))
    letter = salon.mail.get(letter_id)
    assert (letter.state, letter.message_id) == ("new", before)
    assert told(salon, "mail.decided")[0]["became"] == "again"


def test_it_arrived_after_all(salon: Services) -> None:
    letter_id = decide(salon, "unknown")
    salon.mail.arrived(letter_id, None)
    assert salon.mail.get(letter_id).state == "accepted"
    assert salon.mail.open_count() == 0


@pytest.mark.parametrize("state", ["sent", "accepted", "dropped"])
def test_what_is_on_its_way_or_settled_is_left_alone(salon: Services, state: str) -> None:
    letter_id = decide(salon, state)
    for way in (salon.mail.again, salon.mail.drop, salon.mail.arrived):
        with pytest.raises(NotFound):
            way(letter_id, None)


def test_erasing_somebody_takes_their_letters_along(salon: Services, till: Till) -> None:
    rig.set_up(salon)
    anna = salon.clients.save(
        Client(b"", "Anna", "Nováková", email="anna@example.com"), till.manager.id
    )
    salon.mail.set_wish(anna.id, "email", till.manager.id)
    waiting = salon.mail.invoice(rig.invoice(salon, client_id=anna.id), anna.email, None)
    salon.clients.erase(anna.id, till.manager.id)
    letter = salon.mail.get(waiting)
    assert (letter.state, letter.address, letter.subject, letter.text) == ("dropped", "", "", "")
    assert salon.mail.wish(anna.id) == ("", "")
    assert salon.mail.open_count() == 0


def test_account_of_another_salon_is_none() -> None:
    with pytest.raises(ValueError, match="not an account"):
        MailAccount.load('{"hosts": 1}')
