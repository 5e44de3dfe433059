"""The Hungarian office refused an invoice for what is wrong of its buyer: it is told anew."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.fiscal.args import NavCorrectArgs
from kiosk.presenters.forms import FormField, FormPresenter, require_manager
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.text import T

FIELDS = ("vat_id", "name", "street", "postcode", "city")


class NavCorrect(FormPresenter[NavCorrectArgs]):
    """The invoice itself stays as it was issued."""

    name = "nav_correct"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""
        self._buyer = Party(name="")

    def begin(self, args: NavCorrectArgs) -> None:
        require_manager(self)
        self._id = args.item_id
        waiting = self.services.fiscal.queue()
        item = next((one for one in waiting if one.id == args.item_id), None)
        if item is None:
            raise Refused(T("This message does not exist."))
        invoice = self.services.invoices.get(item.subject_id)
        buyer = self._buyer = invoice.buyer
        rules = self.services.context.salon.rules
        self.open(
            T("Tell {number} anew", number=item.number),
            (
                FormField("vat_id", rules.vat_id, "figures", buyer.vat_id),
                FormField("name", T("Name"), "name", buyer.name),
                FormField("street", T("Street"), value=buyer.street),
                FormField("postcode", T("Postcode"), value=buyer.postcode),
                FormField("city", T("City"), "name", buyer.city),
            ),
            save_text=T("Tell it anew"),
        )
        told = T("The office is told this buyer; the invoice stays as it was issued.")
        self.show(replace(self.state, message=told, message_tone="info"))

    def submit(self) -> None:
        by = require_manager(self)
        buyer = replace(self._buyer, **self.values(*FIELDS))
        self.services.nav_reports.correct(self._id, buyer, by.id)
        self.hardware.sound("ok")
        self.host.say(Toast(T("It goes to the office anew.")))
        self.host.back()
