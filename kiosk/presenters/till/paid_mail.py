"""The receipt by e-mail on the page of a paid bill: where it goes, and the question that each
client is asked once."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T, Text
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.salon_services import Services


@dataclass(frozen=True, slots=True)
class MailView:
    """``told``: where the receipt goes, or went, or the question. ``ask``: the button that sends it
    and wants all from now on so; ``paper``: the one that wants them on paper. Empty where there
    is none."""

    told: Text = ""
    ask: Text = ""
    paper: Text = ""


NONE = MailView()


def view(services: Services, sale: Sale) -> MailView:
    """Nothing for a sale to nobody, without an address, or where no e-mail is set up."""
    if sale.kind != "sale" or sale.client_id is None or not services.mail.ready():
        return NONE
    wanted, address = services.mail.wish(sale.client_id)
    letters = [one for one in services.mail.of(sale.id) if one.state != "dropped"]
    if letters:
        return MailView(_told(letters[0].address, letters[0].error), paper=_paper(wanted))
    if not address or wanted:
        return NONE
    return MailView(
        T("Receipts by e-mail to {address}?", address=address),
        T("Yes, from now on"),
        T("Always on paper"),
    )


def _told(address: str, error: str) -> Text:
    if error:
        return T("The e-mail waits: {why}", why=stored_message.load(error))
    return T("The receipt goes to {address}", address=address)


def _paper(wanted: str) -> Text:
    return T("From now on on paper") if wanted == "email" else ""


def by_mail(services: Services, sale: Sale, by: Id | None) -> None:
    """This receipt too, and all from now on. Refused: the address is none."""
    if sale.client_id is not None:
        _, address = services.mail.wish(sale.client_id)
        services.mail.receipt(sale.id, address, by)
        services.mail.set_wish(sale.client_id, "email", by)


def on_paper(services: Services, sale: Sale, by: Id | None) -> bool:
    """All from now on; whether this one is printed now, because it has not left yet."""
    if sale.client_id is None:
        return False
    services.mail.set_wish(sale.client_id, "paper", by)
    return services.mail.on_paper(sale.id)
