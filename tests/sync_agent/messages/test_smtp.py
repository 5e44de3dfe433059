"""Letters to a real mail server, and everything that can go wrong on the way."""

from __future__ import annotations

import logging
import sqlite3

import pytest

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.errors import Busy
from kiosk.salon.domain.people import Client
from kiosk.salon.store.mail import sending
from tests.fakes.mail_server import PASSWORD, USER, open_mail_server
from tests.rigs import letters as rig
from tests.rigs.salon import clock_of
from tests.sync_agent.messages.conftest import Post

DAY = 86_400


def said(post: Post, letter_id: bytes) -> str:
    return stored_message.plain(post.letter(letter_id).error)


def test_an_invoice_arrives_with_its_file(post: Post) -> None:
    letter_id = post.write()
    post.run()
    letter = post.letter(letter_id)
    assert (letter.state, letter.error) == ("accepted", "")
    (received,) = post.server.received
    assert (received.sender, received.recipients) == (USER, ["anna@example.com"])
    message = received.message
    assert message["Message-ID"] == letter.message_id
    assert message["Subject"] == letter.subject
    assert message["From"].addresses[0].display_name == "Sample Salon"
    assert received.text.replace("\r\n", "\n").strip() == letter.text.strip()
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == (
        "2026-1-F00000.pdf",
        "application/pdf",
    )
    assert file.get_content() == rig.PDF
    assert post.server.names[-1].startswith("[")


def test_electronic_forms_go_along(post: Post) -> None:
    invoice = rig.invoice(post.salon)
    rig.keep_file(post.salon, invoice)
    rig.keep_file(post.salon, invoice, b"<xml/>", "isdoc")
    post.salon.mail.invoice(invoice, "anna@example.com", None)
    post.run()
    names = [one.get_filename() for one in post.server.received[0].message.iter_attachments()]
    assert names == ["2026-1-F00001.pdf", "invoice.isdoc"]


def test_nothing_leaves_before_its_file_is_made(post: Post) -> None:
    invoice = rig.invoice(post.salon)
    letter_id = post.salon.mail.invoice(invoice, "anna@example.com", None)
    assert post.step() > 0
    assert post.server.began == 0
    rig.keep_file(post.salon, invoice)
    post.run()
    assert post.letter(letter_id).state == "accepted"


def test_a_test_letter_does_not_queue(post: Post) -> None:
    post.write()
    test_id = post.salon.mail.test("petra@example.com", rig.manager(post.salon))
    assert post.step() == 0
    assert post.letter(test_id).state == "accepted"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_both_ways_of_encryption(post: Post, security: str) -> None:
    with open_mail_server(security) as server:
        post.server = server
        post.begin_anew()
        post.set_up(security=security)
        letter_id = post.write()
        post.run()
        assert post.letter(letter_id).state == "accepted"
        assert server.signed_in == [USER]


# -- certain failures -----------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["rcpt_550", "data_554"])
def test_a_refusal_is_final_and_told_in_the_servers_words(post: Post, fault: str) -> None:
    post.server.fault = fault
    letter_id = post.write()
    post.run()
    letter = post.letter(letter_id)
    assert letter.state == "refused"
    assert "5.1.1" in said(post, letter_id) or "spam" in said(post, letter_id)
    post.pass_time(30 * DAY)
    post.run()
    assert post.server.began == 1


def test_one_refused_address_keeps_nobody_waiting(post: Post) -> None:
    post.server.fault, post.server.many = "rcpt_550", 1
    first, second = post.write(), post.write("eva@example.com")
    post.run()
    assert [post.letter(one).state for one in (first, second)] == ["refused", "accepted"]


@pytest.mark.parametrize("fault", ["rcpt_450", "data_451", "data_354_no"])
def test_what_is_put_off_is_tried_later_by_itself(post: Post, fault: str) -> None:
    post.server.fault, post.server.many = fault, 2
    letter_id = post.write()
    post.run()
    assert (post.letter(letter_id).state, post.letter(letter_id).tries) == ("new", 1)
    assert post.server.began == 1
    post.pass_time(90)
    post.run()
    assert post.server.began == 2
    post.pass_time(90)
    post.run()
    assert post.server.began == 2  # more rarely each time
    post.pass_time(120)
    post.run()
    assert post.letter(letter_id).state == "accepted"
    assert len(post.server.received) == 1


def test_a_letter_put_off_for_days_asks_for_a_person(post: Post) -> None:
    post.server.fault = "rcpt_450"
    letter_id = post.write()
    for _ in range(100):
        post.run()
        post.pass_time(3600 * 1.4)
        if post.letter(letter_id).state != "new":
            break
    assert post.letter(letter_id).state == "refused"
    assert "three days" in said(post, letter_id)


def test_a_letter_that_is_put_off_does_not_hold_up_others(post: Post) -> None:
    post.server.fault, post.server.many = "rcpt_450", 1
    first, second = post.write(), post.write("eva@example.com")
    post.run()
    assert [post.letter(one).state for one in (first, second)] == ["new", "accepted"]


# -- a doubt --------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["cut_before", "cut_after", "nonsense"])
def test_a_lost_answer_is_unknown_and_never_sent_again_by_itself(post: Post, fault: str) -> None:
    post.server.fault, post.server.many = fault, 1
    letter_id = post.write()
    post.run()
    assert post.letter(letter_id).state == "unknown"
    assert "may have arrived" in said(post, letter_id)
    for _ in range(5):
        post.pass_time(DAY)
        post.run()
    post.begin_anew()
    post.run()
    assert post.server.began == 1
    assert post.salon.mail.stuck_count() == 1


def test_sent_again_it_is_the_same_letter(post: Post) -> None:
    post.server.fault, post.server.many = "cut_after", 1
    letter_id = post.write()
    post.run()
    post.salon.mail.again(letter_id, rig.manager(post.salon))
    post.run()
    first, second = post.server.received
    assert first.content == second.content
    assert post.letter(letter_id).state == "accepted"


def test_taken_is_taken_though_the_goodbye_fails(post: Post) -> None:
    post.server.fault = "cut_quit"
    letter_id = post.write()
    post.run()
    assert post.letter(letter_id).state == "accepted"


def test_a_process_that_ended_while_sending_leaves_a_doubt(post: Post) -> None:
    letter_id = post.write()
    with post.salon.context.store.transaction():
        post.salon.context.store.run("UPDATE mail SET state = 'sent'")
    post.begin_anew()
    post.run()
    assert post.letter(letter_id).state == "unknown"
    assert post.server.began == 0


def test_an_outcome_that_could_not_be_written_down_leaves_a_doubt(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same process: a person has to be able to decide about it."""
    letter_id = post.write()
    true = sending.settle

    def busy(*_args: object) -> bool:
        monkeypatch.setattr(sending, "settle", true)
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(sending, "settle", busy)
    with pytest.raises(Busy):
        post.step()
    assert post.letter(letter_id).state == "sent"
    post.run()
    assert post.letter(letter_id).state == "unknown"
    assert len(post.server.received) == 1, "not sent again by itself"
    post.salon.mail.again(letter_id, None)
    post.run()
    assert post.letter(letter_id).state == "accepted"


# -- no way ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["greet_421", "no_greeting"])
def test_without_a_way_all_wait_and_go_when_there_is_one(post: Post, fault: str) -> None:
    post.server.fault = fault
    first, second = post.write(), post.write("eva@example.com")
    post.run()
    assert post.server.began == 1  # one try for all of them
    assert [post.letter(one).state for one in (first, second)] == ["new", "new"]
    assert [post.letter(one).tries for one in (first, second)] == [0, 0]
    post.server.fault = ""
    post.pass_time(10)
    post.run()
    assert [post.letter(one).state for one in (first, second)] == ["accepted", "accepted"]


def test_nobody_listens(post: Post) -> None:
    post.set_up(port=1)
    letter_id = post.write()
    post.run()
    assert post.letter(letter_id).state == "new"
    assert "cannot be reached" in said(post, letter_id)
    assert post.salon.mail.problem() == ""


def test_a_clock_that_was_set_back_keeps_no_letter_for_a_year(post: Post) -> None:
    post.server.fault, post.server.many = "rcpt_450", 1
    letter_id = post.write()
    post.run()
    clock_of(post.salon).advance(-365 * DAY)
    post.run()
    assert post.letter(letter_id).state == "accepted"


# -- what stops all -------------------------------------------------------------------------------


def test_a_wrong_password_stops_all_and_is_tried_once(post: Post) -> None:
    post.set_up(password="wrong")
    first = post.write()
    post.write("eva@example.com")
    for _ in range(4):
        post.run()
        post.pass_time(DAY)
    assert post.server.began == 1
    assert post.salon.mail.problem() == "sign_in"
    assert "535" in said(post, first)
    post.set_up()
    post.run()
    assert len(post.server.received) == 2
    assert post.salon.mail.problem() == ""


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ("no_tls", "plain"),
        ("no_auth", "sign_in"),
        ("mail_530", "sign_in"),
        ("mail_550", "sender"),
        ("greet_554", "answer"),
        ("garbage", "answer"),
    ],
)
def test_what_a_person_has_to_put_right(post: Post, fault: str, problem: str) -> None:
    post.server.fault = fault
    letter_id = post.write()
    post.run()
    assert post.salon.mail.problem() == problem
    assert post.letter(letter_id).state == "new"
    assert not post.server.received
    post.server.fault = ""
    post.salon.mail.try_now(None)
    post.run()
    assert post.letter(letter_id).state == "accepted"


def test_a_certificate_of_another_name_is_not_believed(post: Post) -> None:
    with open_mail_server(name="other.example.com") as server:
        post.server = server
        post.begin_anew()
        post.set_up()
        post.write()
        post.run()
        assert post.salon.mail.problem() == "tls"
        assert not server.signed_in
        assert not server.received


def test_encryption_where_none_is_spoken(post: Post) -> None:
    post.set_up(security="tls")
    post.write()
    post.run()
    assert post.salon.mail.problem() == "answer"


def test_a_lost_key_asks_for_the_password(post: Post) -> None:
    post.write()
    with post.salon.context.store.transaction():
        post.salon.context.store.run("UPDATE sync_account SET sealed = x'00'")
    post.run()
    assert post.salon.mail.problem() == "key"
    assert post.server.began == 0


# -- what was dropped, erased, too large ----------------------------------------------------------


def test_dropped_at_the_last_moment_nothing_leaves(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sync_agent.messages.smtp import session

    letter_id = post.write()
    address = session._address

    def slowly(*args: object) -> None:
        address(*args)  # type: ignore[arg-type]
        post.salon.mail.drop(letter_id, None)

    monkeypatch.setattr(session, "_address", slowly)
    post.run()
    assert post.letter(letter_id).state == "dropped"
    assert not post.server.received


def test_somebody_erased_gets_no_letter_any_more(post: Post) -> None:
    manager = rig.manager(post.salon)
    anna = post.salon.clients.save(Client(b"", "Anna", "Vzorová", email="a@example.com"), manager)
    invoice = rig.invoice(post.salon, client_id=anna.id)
    rig.keep_file(post.salon, invoice)
    post.server.fault = "data_451"
    letter_id = post.salon.mail.invoice(invoice, anna.email, None)
    post.run()
    post.salon.clients.erase(anna.id, manager)
    post.server.fault = ""
    post.pass_time(DAY)
    post.run()
    assert not post.server.received
    assert post.letter(letter_id).state == "dropped"
    found = post.salon.context.store.rows("SELECT * FROM mail")
    assert "example.com" not in str([row[4:] for row in found])


def test_too_large_is_told_before_it_is_sent(post: Post) -> None:
    post.server.size = 500
    letter_id = post.write()
    post.run()
    assert post.letter(letter_id).state == "refused"
    assert "larger" in said(post, letter_id)


def test_no_password_and_no_person_in_the_log(
    post: Post, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    post.write()
    post.run()
    post.server.fault = "rcpt_550"
    post.write("eva@example.com")
    post.run()
    ours = [one for one in caplog.records if one.name.startswith(("sync_agent", "kiosk"))]
    assert ours
    text = "".join(one.getMessage() for one in ours) + "".join(capfd.readouterr())
    assert PASSWORD not in text
    assert "example.com" not in text
    assert "hunter" not in text
