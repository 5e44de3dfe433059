"""How a total is paid: what is rounded, what goes back, and where a tip belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import MAX_PRICE_MINOR
from kiosk.salon.domain.money import CashRounding, Currency, round_cash
from kiosk.salon.domain.text import Amount, T
from kiosk.salon.domain.till import rates
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import Method

NO_COINS = T("There are no coins for this sum.")
TOO_SMALL = T("The part in cash is too small to be paid in coins.")


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a total was paid. ``payments`` add up to ``total + rounding_minor``; there are none when
    that is nothing. ``tip_minor``: what came of a tip, given by ``tip_method`` beside them."""

    payments: tuple[Payment, ...]
    rounding_minor: int
    tip_minor: int = 0
    tip_method: Method = "cash"

    @property
    def change_minor(self) -> int:
        return sum(payment.change_minor for payment in self.payments)


def settle(
    payments: Sequence[Payment],
    total_minor: int,
    currency: Currency,
    cash_rounding: CashRounding,
    tip_minor: int = 0,
) -> Settlement:
    """Checks the parts of an exact total and works out rounding and change.

    Only the part in cash is rounded. ``tendered_minor`` 0 means the exact rounded sum was handed
    over, with the tip. Of a part in another currency ``foreign_minor`` says what was handed over.
    Parts that come to nothing are left out: money that never moved is no payment.

    ``tip_minor`` is what no terminal has taken: it is in what was handed over for the part in cash,
    else for that in another currency, else coins beside it all; cash and tip together are
    rounded, so that a sum that was rounded up is the sum that is paid.

    Refused: no payment, a part below zero, parts that do not add up, cash in several parts, not
    enough cash or far too much of it, beside a card so little cash that it is rounded to nothing,
    and foreign money that no coins make up or whose change in coins would be all it is worth.
    """
    if not payments or sum(part.amount_minor for part in payments) != total_minor:
        raise Refused(T("The payments do not add up to the total."))
    if any(part.amount_minor < 0 for part in payments):
        raise Refused(T("A payment cannot be below zero."))
    handed = [part.method for part in payments if part.means.is_cash]
    if len(handed) > len(set(handed)):
        raise Refused(T("Enter all the cash as one payment."))
    carrier = _carrier(payments)
    settled = []
    rounding = 0
    tip = 0 if carrier else round_cash(tip_minor, cash_rounding)
    for part in payments:
        own = tip_minor if part.method == carrier else 0
        if not part.amount_minor:
            continue
        if part.means.rounds:
            paid, own = _in_cash(part, own, total_minor, currency, cash_rounding)
        elif part.means.foreign:
            paid = _in_foreign(part, own, currency, cash_rounding)
        else:
            paid = replace(part, tendered_minor=0, change_minor=0)
        rounding += paid.amount_minor - part.amount_minor
        tip += own
        if paid.amount_minor or paid.tendered_minor:
            settled.append(paid)
    return Settlement(tuple(settled), rounding, tip, carrier or "cash")


def _carrier(payments: Sequence[Payment]) -> Method:
    """The part that a tip is handed over with; empty for none."""
    handed = [part for part in payments if part.means.is_cash and part.amount_minor]
    in_cash = [part.method for part in handed if part.means.rounds]
    return next(iter((*in_cash, *(part.method for part in handed))), "")


def _in_cash(
    part: Payment, tip_minor: int, total_minor: int, currency: Currency, cash_rounding: CashRounding
) -> tuple[Payment, int]:
    """The part as it was paid, and the tip in coins that there are."""
    due = round_cash(part.amount_minor, cash_rounding)
    together = round_cash(part.amount_minor + tip_minor, cash_rounding)
    tendered = part.tendered_minor or together
    if tendered < together:
        raise Refused(
            T("That is not enough: {due} is due in cash.", due=Amount(together, currency.code))
        )
    if tendered - together > MAX_PRICE_MINOR:
        raise Refused(T("That is too much. Please check the sum handed over."))
    if not due and part.amount_minor != total_minor:
        raise Refused(TOO_SMALL)
    # What is rounded to nothing and has no tip is no payment.
    handed = tendered if due or together else 0
    paid = replace(part, amount_minor=due, tendered_minor=handed, change_minor=handed - together)
    return paid, together - due


def _in_foreign(
    part: Payment, tip_minor: int, own: Currency, cash_rounding: CashRounding
) -> Payment:
    """What is left over goes back in the salon's coins, by the step of the country; of the smallest
    sum that is enough, nothing does. What the coins cannot say counts towards the bill."""
    if part.foreign_minor % rates.COINS[part.currency]:
        raise Refused(NO_COINS)
    due = part.amount_minor + tip_minor
    least = rates.due_in(part.currency, due, part.rate_micro, own)
    value = rates.worth(part.foreign_minor, part.currency, part.rate_micro, own)
    if value < due:
        raise Refused(T("That is not enough: {due} is due.", due=Amount(least, part.currency)))
    if value - due > MAX_PRICE_MINOR:
        raise Refused(T("That is too much. Please check the sum handed over."))
    exact = part.foreign_minor == least
    change = 0 if exact else round_cash(value - due, CashRounding(cash_rounding.step))
    paid = value - change - tip_minor
    if paid <= 0:
        raise Refused(TOO_SMALL)
    return replace(
        part,
        amount_minor=paid,
        tendered_minor=value,
        change_minor=change,
    )


def handy_notes(due_minor: int, currency: Currency, limit: int = 4) -> tuple[int, ...]:
    """Sums in cash worth a button: the exact sum, then what people hand over next.

    For 2,365 CZK: 2,365, 2,400, 2,500, 3,000. Each is the sum rounded up to a banknote or to a
    multiple of one.
    """
    sums = {due_minor}
    for note in currency.notes:
        sums.add(-(-due_minor // note) * note)
    return tuple(sorted(part for part in sums if part > 0))[:limit]
