"""A letter as bytes: what people type stays in its place, and comes out as it went in."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import cast

import pytest

from kiosk.salon.domain.mail import Letter, MailAccount
from kiosk.salon.domain.salon import Salon
from kiosk.salon.store.mail.sending import Attached
from sync_agent.messages.smtp.message import compose, needs_utf8
from tests.rigs.salon import TEN_O_CLOCK
from tests.sync_agent.messages.conftest import Post

ACCOUNT = MailAccount(host="mail.example.com", sender="salon@example.com")
SALON = Salon("Sample Salon", "Street 1", "Praha", "100 00", "CZ")
LETTER = Letter(
    id=b"1" * 16,
    message_id="<1@example.com>",
    kind="invoice",
    subject_id=b"2" * 16,
    client_id=None,
    address="anna@example.com",
    subject="Faktura 1",
    text="Dobrý den,\n",
    state="new",
    error="",
    tries=0,
    next_at=0,
    created_at=0,
    sent_at=None,
    settled_at=None,
    ready=True,
)
PDF = Attached("faktura.pdf", "application/pdf", "pdf", b"%PDF")


def read(data: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(data, policy=policy.default))


def made(letter: Letter = LETTER, salon: Salon = SALON, account: MailAccount = ACCOUNT) -> bytes:
    return compose(letter, [PDF], account, salon, TEN_O_CLOCK)


@pytest.mark.parametrize(
    "name",
    [
        "Kadeřnictví Žluťoučký kůň, s.r.o.",
        'Salon "U Petry" <best@evil.example>',
        "Szépségszalon Árvíztűrő Tükörfúrógép és Társai Korlátolt Felelősségű Társaság, Budapest",
        "Salon, Praha",
        "=?utf-8?q?trick?=",
        "A" * 200,
        "Árvíztűrő, Tükörfúrógép és Társai Kft.",
        "💇 Salon",
    ],
)
def test_names_come_out_as_they_are(name: str) -> None:
    data = made(salon=replace(SALON, name=name))
    message = read(data)
    assert message["From"].addresses[0].addr_spec == "salon@example.com"
    # As mail programs put words together again; the library's newer half does not.
    raw = BytesParser(policy=policy.compat32).parsebytes(data)["From"]
    shown, address = parseaddr(str(raw))
    assert (str(make_header(decode_header(shown))), address) == (name, "salon@example.com")
    assert not message.defects


@pytest.mark.parametrize(
    "subject",
    [
        "Faktura 2026-1-F00001 · Kadeřnictví Žluťoučký kůň",
        "Faktura za vlasovou kosmetiku a několik drobných položek k nim",
        "x" * 2000,
        "č" * 2000,
        "Faktura\r\nBcc: all@example.com",
        "Faktura\nX-Evil: 1\n\nbody",
        "Faktura\u2028Bcc: all@example.com",
        "Faktura\x0bBcc: all@example.com\x00",
    ],
)
def test_a_subject_is_one_header(subject: str) -> None:
    data = made(replace(LETTER, subject=subject))
    head = data.split(b"\r\n\r\n")[0]
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line[:1].isspace()]
    assert b"Bcc" not in names
    assert b"X-Evil" not in names
    assert b"?q??=" not in head
    assert max(map(len, head.split(b"\r\n"))) <= 998
    message = read(data)
    assert message["Subject"].split() == subject.replace("\x00", "").split()
    assert message["To"] == "anna@example.com"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\r\nb.pdf", "faktura č. 1.pdf", "", "x" * 300]
)
def test_names_of_files(name: str) -> None:
    data = compose(LETTER, [replace(PDF, name=name)], ACCOUNT, SALON, TEN_O_CLOCK)
    (file,) = read(data).iter_attachments()
    found = file.get_filename()
    assert found
    assert "/" not in found
    assert "\n" not in found
    if name == "faktura č. 1.pdf":
        assert found == name


@pytest.mark.parametrize(
    "text",
    [
        "Dobrý den,\n\n.\n..\n.tečka\n",
        "dlouhý řádek " * 500 + "\n",
        "x" * 5000 + "\n",
        "From here on\n>From\n",
        "bez konce řádku",
        "a\n.\nQUIT\n",
        "\u202e\u0000zvláštní\n",
    ],
)
def test_text_comes_out_as_it_is(post: Post, text: str) -> None:
    letter_id = post.write()
    with post.salon.context.store.transaction():
        post.salon.context.store.run("UPDATE mail SET text = ?", (text,))
    post.run()
    assert post.letter(letter_id).state == "accepted"
    (received,) = post.server.received
    assert received.text.replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")
    assert max(len(line) for line in received.content.split(b"\r\n")) <= 998
    assert received.content.replace(b"\r\n", b"").count(b"\n") == 0


def test_addresses_beyond_ascii() -> None:
    abroad = replace(LETTER, address="info@kadeřnictví.cz")
    assert not needs_utf8(ACCOUNT, abroad)
    assert read(made(abroad))["To"] == "info@xn--kadenictv-d2a9q.cz" or b"xn--" in made(abroad)
    name = replace(LETTER, address="žofie@example.cz")
    assert needs_utf8(ACCOUNT, name)
    assert "To: žofie@example.cz".encode() in made(name)


@pytest.mark.parametrize("able", [True, False])
def test_a_name_beyond_ascii_needs_a_server_that_can(post: Post, able: bool) -> None:
    post.server.utf8 = able
    letter_id = post.write("žofie@example.cz")
    post.run()
    assert post.letter(letter_id).state == ("accepted" if able else "refused")
    assert [one.recipients for one in post.server.received] == [["žofie@example.cz"]] * able


def test_answers_go_where_the_salon_wants_them() -> None:
    message = read(made(account=replace(ACCOUNT, reply_to="petra@example.com")))
    assert message["Reply-To"] == "petra@example.com"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime.utcoffset().total_seconds() == 3600


def test_another_sender_is_put_together_anew(post: Post) -> None:
    post.server.fault, post.server.many = "data_451", 1
    post.write()
    post.run()
    post.set_up(sender="accounts@example.com")
    post.run()
    (received,) = post.server.received
    assert received.sender == received.message["From"].addresses[0].addr_spec
    assert received.sender == "accounts@example.com"
