"""Letters by e-mail: the account, what waits, what a person has to decide."""

from __future__ import annotations

from kiosk.presenters.till.args import PaidArgs
from kiosk.salon.domain import stored_message
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.mail import MailAccount
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.bill import Payment
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.rigs import letters as rig

ACCOUNT = MailAccount(
    host="smtp.example.com", user="salon@example.com", password="x", sender="salon@example.com"
)
ADDRESSES = ("katerina.vzorova@example.com", "ucetni@velmi-dlouhe-jmeno-firmy.example.com")


def account(stage: Stage) -> None:
    rig.set_up(stage.salon, ACCOUNT)


def client_with_address(stage: Stage) -> Client:
    return stage.salon.clients.save(
        Client(b"", "Kateřina", "Vzorová", email=ADDRESSES[0]), stage.sample.manager.id
    )


def sale_to(stage: Stage, client: Client) -> Id:
    """Bottles for a client, paid by card."""
    bill = stage.salon.bills.open_retail(stage.sample.manager.id)
    bill = stage.salon.bill_lines.add_barcode(bill.id, stage.sample.bottles[0][1])
    stage.salon.bills.set_client(bill.id, client.id)
    total = bill.totals.total_minor
    parts = (Payment("card", total),)
    return stage.salon.checkout.pay(bill.id, parts, total, stage.sample.manager.id).id


def letters_of_all_kinds(stage: Stage) -> None:
    account(stage)
    store = stage.salon.context.store
    words = stored_message.dump(
        T("The mail server said: {text}", text="550 5.1.1 No such user here")
    )
    cut = stored_message.dump(
        T("The connection was cut while it was being sent. It may have arrived.")
    )
    for number, (state_, error) in enumerate(
        (("refused", words), ("unknown", cut), ("new", ""), ("accepted", ""), ("accepted", ""))
    ):
        invoice = rig.invoice(stage.salon, f"2026-1-F{number + 1:05}")
        letter = stage.salon.mail.invoice(invoice, ADDRESSES[number % 2], None)
        with store.transaction():
            store.run(
                "UPDATE mail SET state = ?, error = ?, settled_at = created_at WHERE id = ?",
                (state_, error, letter),
            )


@state("E-mail is not set up")
def letters_none(stage: Stage) -> None:
    stage.desk().open("letters")


@state("Letters that wait, were refused, may have arrived")
def letters_waiting(stage: Stage) -> None:
    letters_of_all_kinds(stage)
    stage.desk().open("letters")


@state("A wrong password stops all letters")
def letters_stopped(stage: Stage) -> None:
    letters_of_all_kinds(stage)
    store = stage.salon.context.store
    with store.transaction():
        store.run("UPDATE sync_account SET problem = 'sign_in' WHERE name = 'mail'")
    stage.desk().open("letters")


@state("The account that letters are sent with")
def mail_account(stage: Stage) -> None:
    account(stage)
    stage.desk().open("letters").tap("account")


@state("An account that cannot be right")
def mail_account_wrong(stage: Stage) -> None:
    stage.desk().open("letters").tap("account")
    for name, value in (("host", "smtp example"), ("sender", "salon"), ("port", "0")):
        stage.tap("edit", name, value)
    stage.tap("save")


@state("A client is asked once whether receipts go by e-mail")
def paid_mail_asked(stage: Stage) -> None:
    account(stage)
    sale = sale_to(stage, client_with_address(stage))
    stage.desk().open(PaidArgs(sale))


@state("The receipt leaves by e-mail")
def paid_mail_told(stage: Stage) -> None:
    account(stage)
    client = client_with_address(stage)
    stage.salon.mail.set_wish(client.id, "email", stage.sample.manager.id)
    stage.desk().open(PaidArgs(sale_to(stage, client)))
