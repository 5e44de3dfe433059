"""An invoice is written: for whom, when it is due, and whether it goes by e-mail at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from kiosk.presenters.args import Result
from kiosk.presenters.base import Toast
from kiosk.presenters.forms import (
    FormButton,
    FormField,
    FormPresenter,
    Options,
    shown_day,
    switch,
)
from kiosk.presenters.invoices.args import (
    BuyerPicked,
    BuyersArgs,
    InvoiceFormArgs,
    InvoiceIssued,
)
from kiosk.presenters.invoices.sheets import print_soon
from kiosk.presenters.till import paying
from kiosk.salon.domain import mail
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Invoice, Party, PartyKind
from kiosk.salon.domain.invoices.making import LATER, InvoiceOrder
from kiosk.salon.domain.tax_numbers import TaxNumber, doubt
from kiosk.salon.domain.text import Amount, Msg, T, Text
from kiosk.salon.domain.till.bill import Bill, Payment

KINDS: Options = (("company", T("Company")), ("person", T("Person")))
NUMBERS: tuple[TaxNumber, ...] = ("company_id", "vat_id")
ADDRESS = ("name", "street", "postcode", "city", "country")
OF_REGISTER = (*NUMBERS, "name", "street", "postcode", "city")
OF_PARTY = (*NUMBERS, *ADDRESS, "email")
FILLS = T("Fills in the name and the address")
MAKE, MAKE_AND_SEND = T("Issue the invoice"), T("Issue and send")
SHORTEST = 6
"""Digits of a number that is looked up."""


class InvoiceForm(FormPresenter[InvoiceFormArgs]):
    """What a register says of a number comes into the fields that nobody has typed into, whenever
    it comes; nothing waits for it."""

    name = "invoice_form"

    def forget(self) -> None:
        super().forget()
        self._sale_id: Id | None = None
        self._bill: Bill | None = None
        self._client_id: Id | None = None
        self._filled: dict[str, str] = {}
        self._numbers: dict[str, Any] = {}
        self._known = Party(name="")
        self._asked: tuple[TaxNumber, str, Id] | None = None
        self._more = False
        self._warned: set[tuple[str, str]] = set()

    # -- coming up ----------------------------------------------------------------------------

    def begin(self, args: InvoiceFormArgs) -> None:
        self._more = False
        if args.bill_id is not None:
            self._bill = self.services.bills.get(args.bill_id)
            self._client_id = self._bill.client_id
        elif args.sale_id is not None:
            self._sale_id = args.sale_id
            self._client_id = self.services.checkout.sale(args.sale_id).client_id
        buyer = self._known = self._usual()
        # What the form itself has put there gives way, as what a register told before does.
        self._filled = {name: getattr(buyer, name) for name in OF_PARTY}
        self.open(T("New invoice"), self._fields(buyer), extra=self._buttons())
        self._name_the_button()
        self._tell()

    def _usual(self) -> Party:
        """Whom this client's invoices are for, as far as it is known."""
        home = self.services.context.salon.country
        if self._client_id is None:
            return Party(name="", country=home)
        known = self.services.buyers.of_client(self._client_id)
        if known is not None:
            return known.party
        client = self.services.clients.get(self._client_id)
        return Party(
            kind="person", name=client.name, street=client.street, city=client.city,
            postcode=client.postcode, country=home, email=client.email,
        )  # fmt: skip

    def _fields(self, buyer: Party) -> tuple[FormField, ...]:
        home = self.services.context.salon
        rules = COUNTRIES.get(buyer.country, home.rules)
        company: tuple[FormField, ...] = (
            FormField("company_id", rules.company_id, "figures", buyer.company_id),
            FormField("vat_id", rules.vat_id, "figures", buyer.vat_id),
        )
        fills = [one for one in NUMBERS if self.services.lookups.can_ask(rules.code, one)]
        # The number that fills in the rest comes first, and says so.
        company = tuple(
            replace(one, hint=FILLS if one.name in fills and not one.value else "")
            for one in sorted(company, key=lambda one: one.name not in fills)
        )
        sends = self.services.mail.ready()
        fields = [
            FormField("kind", T("Who buys"), "choice", buyer.kind, options=KINDS),
            *(company if buyer.kind == "company" else ()),
            FormField("name", T("Name"), "name", buyer.name),
            FormField("street", T("Street"), value=buyer.street),
            FormField("postcode", T("Postcode"), value=buyer.postcode),
            FormField("city", T("City"), "name", buyer.city),
            FormField("email", T("E-mail"), "email", buyer.email),
        ]
        if sends:
            fields.append(switch("send", T("Send it by e-mail"), bool(buyer.email)))
        if self._bill is not None:
            due = self.services.context.law_day() + timedelta(days=home.due_days)
            fields.append(FormField("due_on", T("Due"), "date", shown_day(due.isoformat())))
        if self._more:
            fields += [
                FormField(
                    "country", T("Country"), value=buyer.country, hint=T("Two letters, such as CZ")
                ),
                FormField("note", T("On the invoice"), "multiline"),
            ]
        return tuple(fields)

    def _buttons(self) -> tuple[FormButton, ...]:
        more = () if self._more else (FormButton("more", T("More"), "plain"),)
        known = FormButton("known", T("Known buyers"))
        if self._bill is None:
            return (*more, known)
        # Whoever pays now by cash or card wants the invoice all the same.
        kept = (FormButton("without", T("No invoice"), "plain"),) if self._bill.buyer_id else ()
        return (*more, *kept, known, FormButton("paid_now", T("It is paid now")))

    def _tell(self) -> None:
        """What keeps the invoice from being paid easily, or where it is paid."""
        if self._bill is not None:
            amount = Amount(self._bill.due_minor, self._bill.currency.code)
            told: Text = T("{amount} will be paid later, on the invoice.", amount=amount)
            if not self.services.context.salon.iban:
                told = T("{amount} will be paid later. The salon has no account on invoices yet: "
                    "More, Salon, On invoices.", amount=amount)  # fmt: skip
            self.show(replace(self.state, message=told, message_tone="info"))

    # -- touches ------------------------------------------------------------------------------

    def more(self) -> None:
        """Another country, a note."""
        self._more = True
        self._ask_again(self._party())
        self.show(replace(self.state, extra=self._buttons()))

    def known(self) -> None:
        self.host.go(BuyersArgs())

    def paid_now(self) -> None:
        """The bill knows whom its invoice is for, and is paid by whatever means."""
        if self._bill is not None:
            self.require_right()
            self.services.bills.set_buyer(self._bill.id, self._party())
            self.host.say(Toast(T("The invoice is written when the bill is paid."), "info"))
            self.host.back()

    def without(self) -> None:
        """Nobody named wants an invoice any more."""
        if self._bill is not None:
            self.services.bills.set_buyer(self._bill.id, None)
            self.host.back()

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, BuyerPicked):
            self._client_id = self._client_id or result.client_id
            self._ask_again(result.buyer)
            self._name_the_button()
        else:
            super().resume(result)

    def edit(self, name: str, value: str) -> None:
        super().edit(name, value)
        if name == "kind":
            self._change_kind()
        for number in NUMBERS:
            if number == name:
                self._number_typed(number, value)
        if name == "email" and self.has("send"):
            self._put("send", value="1" if value.strip() else "")
        if name in ("email", "send"):
            self._name_the_button()

    def _change_kind(self) -> None:
        """A person's name and address are not those of a company: what the form itself put there
        goes, and comes back with the person. What was typed stays."""
        self._numbers |= {name: self.value(name) for name in NUMBERS if self.has(name)}
        buyer, known = replace(self._party(), **self._numbers), self._known
        mine = {name: getattr(known, name) for name in OF_PARTY if name != "country"}
        if buyer.kind == known.kind:
            changes = {name: text for name, text in mine.items() if not getattr(buyer, name)}
        else:
            changes = {name: "" for name, text in mine.items() if getattr(buyer, name) == text}
        self._ask_again(replace(buyer, **changes))
        if self.has("send"):
            self._put("send", value="1" if self.value("email") else "")
        self._name_the_button()

    def _ask_again(self, buyer: Party) -> None:
        """The questions of this kind of buyer; what else was typed stays."""
        typed = {field.name: field for field in self.state.fields}
        fields = tuple(
            typed[field.name] if field.name not in ("kind", *OF_PARTY) and field.name in typed
            else field
            for field in self._fields(buyer)
        )  # fmt: skip
        # What a field was when the form came up tells whether it was changed.
        self._untouched = tuple(field.value for field in fields)
        self.show(replace(self.state, fields=fields))

    def _name_the_button(self) -> None:
        sends = self.has("send") and self.on("send")
        self.show(replace(self.state, save_text=MAKE_AND_SEND if sends else MAKE))

    # -- a number is looked up ----------------------------------------------------------------

    def _number_typed(self, kind: TaxNumber, value: str) -> None:
        country = self._country()
        wrong = doubt(country, kind, value) if country in COUNTRIES else None
        self._put(kind, hint=wrong or "")
        number = "".join(value.split()).upper()
        if wrong or len(number) < SHORTEST or self._asks(kind, number):
            return
        self._asked = None
        known = self.services.buyers.of_number(number)
        if known is not None:
            self._fill(known.party, T("From your book of buyers"))
            return
        lookups = self.services.lookups
        if not lookups.can_ask(country, kind):
            return
        try:
            self._asked = kind, number, lookups.ask(country, kind, number).id
        except Refused as error:
            self._put(kind, hint=error.message)
        else:
            self._put(kind, hint=T("Asking the register…"))
            self.tick()

    def _asks(self, kind: TaxNumber, number: str) -> bool:
        return self._asked is not None and self._asked[:2] == (kind, number)

    def tick(self) -> None:
        """An answer may have come."""
        if self._asked is None or not self.state.fields:
            return
        kind, number, lookup_id = self._asked
        if not self.has(kind) or "".join(self.value(kind).split()).upper() != number:
            return
        answer = self.services.lookups.get(lookup_id)
        if answer.state == "asked":
            return
        self._asked = None
        if answer.company is not None:
            found = answer.company
            words = T("From the register")
            if found.pays_vat is not None:
                vat = T("pays VAT") if found.pays_vat else T("pays no VAT")
                words = T("From the register: {vat}", vat=vat)
            given = {name: getattr(found, name) for name in OF_REGISTER}
            self._fill(Party(country=self._country(), **given), words)
        elif answer.state == "nobody":
            self._put(kind, hint=T("The register knows nobody with this number."))
        else:
            self._put(kind, hint=T("The register does not answer. Please type the rest."))

    def _fill(self, party: Party, words: Msg) -> None:
        """Into what nobody has typed; what came before by itself gives way."""
        for name in OF_PARTY:
            new = getattr(party, name)
            if not new or not self.has(name):
                continue
            now = self.value(name)
            if not now or now == self._filled.get(name):
                self._filled[name] = new
                self._put(name, value=new, error="")
        for number in NUMBERS:
            if self.has(number):
                self._put(number, hint="")
        told = next(one.name for one in self.state.fields if one.name in NUMBERS)
        self._put(told, hint=words)
        if self.has("send") and party.email:
            self._put("send", value="1")
        self._name_the_button()

    # -- it is issued -------------------------------------------------------------------------

    def _country(self) -> str:
        typed = self.value("country").upper() if self.has("country") else ""
        return typed or self.services.context.salon.country

    def _party(self) -> Party:
        """As it is typed."""
        given = {name: self.value(name) for name in OF_PARTY if self.has(name)}
        given["country"] = self._country()
        return Party(kind=cast(PartyKind, self.value("kind")), **given)

    def submit(self) -> None:
        staff = self.host.staff
        if staff is None:
            return
        sends = self.has("send") and self.on("send")
        address = self.read("email", mail.address_of, "") if sends else ""
        due_on = self.read("due_on", parsed_input.day, date.min) if self.has("due_on") else None
        self._doubt()
        self.require_right()
        note = self.value("note") if self.has("note") else ""
        order = InvoiceOrder(
            buyer=self._party(), due_on=due_on, note=note, client_id=self._client_id
        )
        if self._bill is not None:
            self._pay(self._bill, order, address)
            return
        assert self._sale_id is not None
        invoice = self.services.invoices.issue_of_sale(
            self._sale_id, order.buyer, staff.id, note=note, client_id=order.client_id
        )
        self._issued(invoice, address, staff.id)
        self.host.back(InvoiceIssued(invoice.id))

    def _doubt(self) -> None:
        """A number that looks wrong is said once, and taken when it is meant."""
        country = self._country()
        for kind in NUMBERS:
            if country not in COUNTRIES or not self.has(kind):
                continue
            wrong = doubt(country, kind, self.value(kind))
            if wrong and (kind, self.value(kind)) not in self._warned:
                self._warned.add((kind, self.value(kind)))
                told = T("{doubt} If it is right, touch the button once more.", doubt=wrong)
                self._put(kind, error=told, hint="")

    def _pay(self, bill: Bill, order: InvoiceOrder, address: str) -> None:
        """All that is left of the bill."""
        part = Payment(LATER, bill.due_minor)
        page = paying.pay(self.services, self.host, bill, [part], self.resume, order)
        if page is None or self.by is None:
            return
        invoice_id = self.services.invoices.of_sale(page.sale_id)
        if invoice_id is None:
            raise Refused(T("The bill is paid, but it has no invoice."))
        self._issued(self.services.invoices.get(invoice_id), address, self.by)
        self.host.swap(page)

    def _issued(self, invoice: Invoice, address: str, by: Id) -> None:
        """Who has no e-mail gets it on paper, with one more touch."""
        words = T("Invoice {number} is issued.", number=invoice.number)
        if address:
            self.services.mail.invoice(invoice.id, address, by)
            words = T(
                "Invoice {number} is issued and goes to {address}.",
                number=invoice.number, address=address,
            )  # fmt: skip
        self.hardware.sound("ok")
        self.host.say(Toast(words, "ok", T("Print"), lambda: self._print(invoice.id)))

    def _print(self, invoice_id: Id) -> None:
        self.services.printing.page(invoice_id)
        print_soon(self.host, self.services.invoices.row(invoice_id).number)
