"""What every sheet is written with: the salon's words, its money and its clock."""

from __future__ import annotations

from datetime import date, datetime

from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.context import Context
from kiosk.salon.services.files.accounting.sheets import Money


class Pen:
    def __init__(self, context: Context) -> None:
        self._context = context
        self.code = context.salon.currency.code
        rules = context.salon.rules
        self.buyer_id = T("{name} of the buyer", name=rules.company_id)
        self.buyer_vat_id = T("{name} of the buyer", name=rules.vat_id)
        self.supplier_id = T("{name} of the supplier", name=rules.company_id)

    def said(self, words: Text) -> str:
        return self._context.say(words)

    def money(self, minor: int, currency: str = "") -> Money:
        """In the salon's currency where none is named."""
        return Money(minor, currency or self.code)

    def day(self, at: int) -> date:
        """The date on a paper of that moment (UTC ms)."""
        return self._context.salon.law_day(at)

    def moment(self, at: int) -> datetime:
        return self._context.salon.local(at).replace(tzinfo=None, microsecond=0)
