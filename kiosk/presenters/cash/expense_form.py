"""Something was spent: on what, how much, paid in cash or from the bank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.presenters.base import Toast
from kiosk.presenters.cash.supplier_paper import paper_fields, read_paper
from kiosk.presenters.forms import FormField, FormPresenter, Options, shown_day
from kiosk.presenters.till import law_words
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T, Text, side_by_side
from kiosk.salon.domain.till.cash import CashEntry

PAID: Options = (("bank", T("From the bank")), ("cash", T("In cash")))


class ExpenseForm(FormPresenter[None]):
    """What is paid in cash goes out of the drawer now; from the bank it may be of any day."""

    name = "expense_form"

    def begin(self, _: None = None) -> None:
        self.services.expenses.begin(self.by)
        items = tuple((one.id.hex(), one.name) for one in self.services.expenses.items())
        self.open(
            T("New expense"),
            (
                FormField("item", T("Spent on"), "choice", options=items),
                FormField("amount", T("Sum"), "money"),
                FormField("paid", T("How it was paid"), "choice", "bank", options=PAID),
                self._day(),
                *paper_fields(self),
                FormField("note", T("Note")),
            ),
        )

    def _day(self) -> FormField:
        today = self.services.context.today().isoformat()
        return FormField("day", T("Day of the paper"), "date", shown_day(today))

    def edit(self, name: str, value: str) -> None:
        super().edit(name, value)
        if name == "paid":
            fields = [field for field in self.state.fields if field.name != "day"]
            if value == "bank":
                place = next(at for at, field in enumerate(fields) if field.name == "paid")
                fields.insert(place + 1, self._day())
            self.show(replace(self.state, fields=tuple(fields)))

    def submit(self) -> None:
        paper, amount = read_paper(self), self.money("amount")
        cash = self.value("paid") == "cash"
        day = date.min if cash else self.read("day", parsed_input.day, date.min)
        self.require_right()
        item = bytes.fromhex(self.value("item")) or None
        if cash:
            entry = CashEntry(
                kind="purchase", amount_minor=amount, item_id=item, paper=paper,
                purpose=self.value("note"),
            )  # fmt: skip
            code = self.services.context.salon.currency.code
            of = side_by_side((T("Purchase"), Amount(amount, code)))
            self.with_approval(lambda approved_by: self._pay_out(entry, approved_by), of)
            return
        self.services.expenses.add(
            item, amount, day, self._who(), paper=paper, note=self.value("note")
        )
        self._done(T("The expense is saved."))

    def _who(self) -> Id:
        if self.by is None:
            raise Refused(T("Please unlock the desk first."))
        return self.by

    def _pay_out(self, entry: CashEntry, approved_by: Id | None) -> None:
        done = self.services.cash.pay_out(entry, self._who(), approved_by)
        self.hardware.print_soon()
        law = law_words.of_cash(self.services.context, entry.amount_minor)
        self._done(law or T("Cash voucher {number} is being printed.", number=done.number))

    def _done(self, text: Text) -> None:
        self.hardware.sound("ok")
        self.host.say(Toast(text))
        self.host.back()
