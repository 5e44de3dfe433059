"""A letter that reminds of an invoice: what is open, since when, and how to pay it now."""

from __future__ import annotations

from kiosk.paper.a4 import parties, sums
from kiosk.paper.a4.flow import Pages
from kiosk.paper.a4.invoice import onward, practice_warning
from kiosk.paper.a4.sheet import Sheet, written
from kiosk.paper.document import Words
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.invoices.accounts import shown
from kiosk.salon.domain.invoices.payment_codes import (
    Payment,
    PaymentCode,
    code_for,
    is_account,
)
from kiosk.salon.domain.invoices.payments import Reminder
from kiosk.salon.domain.text import Amount, Day, Msg, N, T

TITLES: dict[int, Msg] = {
    1: T("Payment reminder"),
    2: T("Second payment reminder"),
    3: T("Last payment reminder"),
}
ASKS: dict[int, Msg] = {
    1: T("Perhaps it slipped your mind. Please pay it by {day}."),
    2: T("It is still not paid. Please pay it by {day}."),
    3: T("It is still not paid. If it is not paid by {day}, it will be claimed by law."),
}


def reminder_pdf(reminder: Reminder, words: Words) -> bytes:
    """``words``: of the reminder's language. NeedsPerson when the fonts are missing."""
    say = words.say
    title = say(TITLES[reminder.level])
    sheet = Sheet(f"{title} {reminder.number}", reminder.seller.name, words.language)
    pages = Pages(onward(title, reminder.number))
    if reminder.training:
        pages.add(practice_warning(words))
    pages.add(parties.head(written(title), "", written(reminder.number)))
    pages.add(parties.parties(reminder.seller, reminder.buyer, words, reminder.country))
    cells: list[tuple[str, str]] = [
        (say(T("Written on")), say(Day(reminder.written_on, "date"))),
        (say(T("Invoice")), reminder.number),
        (say(T("Issued on")), say(Day(reminder.issued_on, "date"))),
        (say(T("Due on")), say(Day(reminder.due_on, "date"))),
    ]
    pages.add(parties.strip(cells))
    number, open_sum = reminder.number, Amount(reminder.open_minor, reminder.currency)
    due = Day(reminder.due_on, "date")
    texts: list[Msg] = [
        T("Of invoice {number}, due on {day}, {amount} is open.", number=number, day=due,
          amount=open_sum),
        N("It is {n} day late.", "It is {n} days late.", reminder.late_days),
    ]  # fmt: skip
    if reminder.paid_minor:
        paid = Amount(reminder.paid_minor, reminder.currency)
        texts.append(T("You have paid {amount} of it. Thank you.", amount=paid))
    texts.append(ASKS[reminder.level].of(day=Day(reminder.pay_until, "date")))
    for text in texts:
        if (block := parties.sentences([text], words)) is not None:
            pages.add(block)
    if reminder.seller.iban.strip():
        pages.add(sums.payment(_code(reminder), _how(reminder, words), words))
    last = T("If you have paid in the meantime, please take no notice of this letter.")
    if (block := parties.sentences([last], words)) is not None:
        pages.add(block)
    practice = written(say(T("Practice"))).upper() if reminder.training else ""
    foot = " · ".join(filter(None, (practice, title, reminder.number, reminder.seller.name)))
    return pages.draw(sheet, words, foot, practice)


def _code(reminder: Reminder) -> PaymentCode | None:
    return code_for(payment_of(reminder), reminder.country, reminder.written_on)


def payment_of(reminder: Reminder) -> Payment | None:
    """Of what is open now, by the new day; None in practice and without an account."""
    seller, buyer = reminder.seller, reminder.buyer
    if reminder.training or reminder.open_minor <= 0 or not is_account(seller.iban):
        return None
    form = COUNTRIES[reminder.country].payment_on(reminder.written_on)
    return Payment(
        iban="".join(seller.iban.split()).upper(),
        bic="".join(seller.bic.split()).upper(),
        name=seller.name,
        street=seller.street,
        town=f"{seller.postcode} {seller.city}".strip(),
        amount_minor=reminder.open_minor,
        currency=reminder.currency,
        reference=reminder.reference,
        model=form.reference_model if form else "",
        number=reminder.number,
        issued_on=reminder.written_on,
        due_on=reminder.pay_until,
        payer_name=buyer.name,
        payer_street=buyer.street,
        payer_town=f"{buyer.postcode} {buyer.city}".strip(),
    )


def _how(reminder: Reminder, words: Words) -> list[tuple[str, str]]:
    say, form = words.say, COUNTRIES[reminder.country].payment_on(reminder.written_on)
    name = form.reference if form else say(T("Payment reference"))
    number = " ".join(filter(None, (form.reference_model if form else "", reminder.reference)))
    return [
        (say(T("Account (IBAN)")), shown("".join(reminder.seller.iban.split()))),
        (say(T("Bank (BIC)")), reminder.seller.bic),
        (name, number if reminder.reference else ""),
        (say(T("Amount")), say(Amount(reminder.open_minor, reminder.currency))),
        (say(T("Due on")), say(Day(reminder.pay_until, "date"))),
    ]
