"""The book of buyers."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.errors import existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.buyers import Buyer
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.tax_numbers import tidied
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area, Context
from kiosk.salon.store.invoices import buyers


class Buyers(Area):
    def search(self, text: str, limit: int = 50) -> tuple[Buyer, ...]:
        """By words of the name or place, or by a number; those used last first."""
        return buyers.search(self._context.store, text, limit)

    def of_client(self, client_id: Id) -> Buyer | None:
        """The one that an invoice of a client's was written to last."""
        return buyers.of_client(self._context.store, client_id)

    def of_number(self, number: str) -> Buyer | None:
        """By either number of a company."""
        return buyers.of_number(self._context.store, tidied(number))

    def drop(self, buyer_id: Id, by: Id) -> None:
        """Not offered any more; invoices stay as they are. Journalled."""
        context = self._context
        with context.store.transaction():
            found = existing(
                buyers.by_id(context.store, buyer_id), T("This buyer is not in the book.")
            )
            gone = replace(found, active=False)
            buyers.write(context.store, gone, context.now(), new=False)
            context.note("buyer.dropped", by, name=context.mark(found.party.name))


def remember(context: Context, party: Party, client_id: Id | None) -> Id:
    """Keeps in the book whom an invoice is written to, in the running transaction. What was known
    of them and is not said this time stays."""
    store = context.store
    known = buyers.known(store, party, client_id)
    if known is None:
        buyer = Buyer(context.new_id(), party, client_id)
        buyers.write(store, buyer, context.now(), new=True)
        return buyer.id
    before = existing(buyers.by_id(store, known), T("This buyer is not in the book."))
    kept = replace(
        party,
        company_id=party.company_id or before.party.company_id,
        vat_id=party.vat_id or before.party.vat_id,
        email=party.email or before.party.email,
    )
    now = Buyer(known, kept, client_id or before.client_id)
    buyers.write(store, now, context.now(), new=False)
    return known
