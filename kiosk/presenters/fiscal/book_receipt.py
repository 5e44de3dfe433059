"""A receipt from the bound book, written by hand while there was no power, goes to the office."""

from __future__ import annotations

from datetime import date

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, shown_day
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal.premises import NewBookReceipt
from kiosk.salon.domain.text import Percent, T, Text

AMOUNT = "amount_"


class BookReceipt(FormPresenter[None]):
    """One sum for each rate of VAT on offer, as it stands on the paper."""

    name = "book_receipt"

    def forget(self) -> None:
        super().forget()
        self._rates: tuple[int, ...] = ()

    def begin(self, _: None = None) -> None:
        context = self.services.context
        day = context.law_day()
        pays = context.salon.pays_vat(day)
        self._rates = context.salon.offered_on(day) if pays else (0,)
        sums = tuple(
            FormField(f"{AMOUNT}{rate}", self._label(rate, pays=pays), "money")
            for rate in self._rates
        )
        self.open(
            T("Receipt from the book"),
            (
                FormField("set_number", T("Number of the set"), "figures",
                    hint=T("Two characters, printed on the receipt")),
                FormField("serial_number", T("Serial number"), "figures",
                    hint=T("Twelve characters, printed on the receipt")),
                FormField("number", T("Its number"), "figures",
                    hint=T("What the salon counts it by")),
                FormField("issued_on", T("Day of the receipt"), "date",
                    shown_day(day.isoformat())),
                *sums,
                FormField("note", T("Note")),
            ),
            first="set_number",
        )  # fmt: skip

    def _label(self, rate: int, *, pays: bool) -> Text:
        if not pays:
            return T("Sum")
        return T("Sum with VAT {rate}", rate=Percent(rate * 10))

    def submit(self) -> None:
        if self.by is None:
            raise Refused(T("Please unlock the desk first."))
        issued_on = self.read("issued_on", parsed_input.day, date.min)
        amounts = tuple((rate, self._sum(rate)) for rate in self._rates)
        self.require_right()
        receipt = NewBookReceipt(
            **self.values("number", "set_number", "serial_number", "note"),
            issued_on=issued_on,
            amounts=tuple(pair for pair in amounts if pair[1]),
        )
        try:
            self.services.fiscal.add_book_receipt(receipt, self.by)
        except Refused as error:
            if error.field == "amounts":
                raise Refused(error.message, field=f"{AMOUNT}{self._rates[0]}") from error
            raise
        self.hardware.sound("ok")
        self.host.say(Toast(T("The receipt goes to the office.")))
        self.host.back()

    def _sum(self, rate: int) -> int:
        """Nothing typed is none of this rate."""
        name = f"{AMOUNT}{rate}"
        return self.money(name) if self.value(name) else 0
