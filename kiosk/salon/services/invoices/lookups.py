"""Asking public registers who stands behind a number: the desk asks, the agent answers."""

from __future__ import annotations

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices import lookups as rules
from kiosk.salon.domain.invoices.lookups import Company, Lookup
from kiosk.salon.domain.tax_numbers import TaxNumber
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Area
from kiosk.salon.store.invoices import lookups

FRESH_MS = 86_400_000
"""An answer is good for a day: companies move and cease to be payers of VAT."""
KEPT_MS = 30 * 86_400_000


class Lookups(Area):
    def can_ask(self, country: str, kind: TaxNumber) -> bool:
        """Whether any register answers for such numbers."""
        return rules.register_of(country, kind) is not None

    def ask(self, country: str, kind: TaxNumber, typed: str) -> Lookup:
        """The question, or the answer of today. It is looked at again with :meth:`get` and never
        waited for. Refused, naming ``kind`` as the field: a number that cannot be right, or of a
        country whose register cannot be asked."""
        context = self._context
        if not self.can_ask(country, kind):
            raise Refused(T("No register can be asked about this. Please type it."), field=kind)
        number = rules.asked(country, kind, typed)
        now = context.now()
        with context.store.transaction():
            known = lookups.latest(context.store, country, kind, number)
            if (
                known is not None
                and known.state != "failed"
                and abs(now - known.asked_at) < FRESH_MS
            ):
                return known
            lookup_id = context.new_id()
            lookups.forget(context.store, now - KEPT_MS)
            lookups.ask(context.store, lookup_id, country, kind, number, now)
            return existing(lookups.get(context.store, lookup_id), T("It is not known any more."))

    def get(self, lookup_id: Id) -> Lookup:
        """NotFound: asked long ago."""
        return existing(lookups.get(self._context.store, lookup_id), T("It is not known any more."))

    # -- for the agent ----------------------------------------------------------------------------

    def answer(self, lookup_id: Id, company: Company | None, source: str) -> None:
        """What the register told; None: it knows no such number."""
        context = self._context
        with context.store.transaction():
            if company is None:
                lookups.ended(context.store, lookup_id, "nobody", source, "", context.now())
            else:
                lookups.found(context.store, lookup_id, company, source, context.now())

    def failed(self, lookup_id: Id, why: Msg, source: str) -> None:
        """It cannot be asked: a person types."""
        context = self._context
        error = stored_message.dump(why)
        with context.store.transaction():
            lookups.ended(context.store, lookup_id, "failed", source, error, context.now())

    def later(self, lookup_id: Id, why: Msg, next_at: int) -> None:
        """It did not answer now."""
        context = self._context
        with context.store.transaction():
            lookups.again(context.store, lookup_id, stored_message.dump(why), next_at)
