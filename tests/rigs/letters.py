"""What tests of letters need: an account, and an invoice with its file."""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.mail import MailAccount
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.invoices.files import digest

ACCOUNT = MailAccount(
    host="mail.example.com",
    user="salon@example.com",
    password="hunter-2-žluť",
    sender="salon@example.com",
)
PDF = b"%PDF-1.4 sample\n"


def manager(services: Services) -> Id:
    return next(one.id for one in services.team.members() if one.role == "manager")


def set_up(services: Services, account: MailAccount = ACCOUNT) -> None:
    services.mail.set_account(account, manager(services))


def invoice(
    services: Services, number: str = "2026-1-F00001", *, due: int = 0, language: str = "cs",
    client_id: Id | None = None,
) -> Id:  # fmt: skip
    """A row of an invoice as letters see it, without a file."""
    context = services.context
    invoice_id = context.new_id()
    with context.store.transaction():
        context.store.insert(
            "invoice", id=invoice_id, number=number, kind="invoice", order_ref="",
            client_id=client_id, buyer_name="Buyer", buyer_email="", currency="CZK",
            total_minor=121_000, due_minor=due, reference=number[-5:], issued_on="2026-11-21",
            supplied_on="2026-11-21", due_on="2026-12-05", issued_at=context.now(),
            business_day="2026-11-21", desk="1", content=f'{{"language":"{language}"}}'.encode(),
            hash="",
        )  # fmt: skip
    return invoice_id


def keep_file(services: Services, invoice_id: Id, data: bytes = PDF, kind: str = "pdf") -> None:
    context = services.context
    with context.store.transaction():
        context.store.insert(
            "invoice_file", invoice_id=invoice_id, kind=kind, name=f"invoice.{kind}",
            media_type="application/pdf", hash=digest(data), bytes=data, made_at=context.now(),
        )  # fmt: skip
