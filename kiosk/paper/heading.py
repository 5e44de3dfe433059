"""The salon at the top of its papers."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.paper.document import Blank, Line, Op, Words
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Phone, T


def heading(salon: Salon, words: Words, *, tax_numbers: bool = True) -> Iterator[Op]:
    """Name, address, telephone and (on a receipt) the two tax numbers, under their local names."""
    yield Line(salon.name, bold=True, large=True, align="center")
    town = f"{salon.postcode} {salon.city}".strip()
    for part in (salon.street, town, words.say(Phone(salon.phone)) if salon.phone else ""):
        if part:
            yield Line(part, align="center")
    if tax_numbers and salon.company_id:
        yield Line(
            f"{salon.rules.name_of_company_id(salon.company_id)} {salon.company_id}", align="center"
        )
    if tax_numbers and salon.vat_id:
        yield Line(f"{salon.rules.name_of_vat_id(salon.vat_id)} {salon.vat_id}", align="center")


def not_fiscal(salon: Salon, at: int, words: Words, *, slip: bool = False) -> Iterator[Op]:
    """Where the state wants its own till: that a paper of money of that moment (UTC ms) is none of
    its papers, in the country's language and, where the paper speaks another, in that one too.
    ``slip``: of a sale, which no receipt is where those are written elsewhere."""
    day = salon.law_day(at)
    till = salon.slip_is_none_on(day) if slip else salon.rules.fiscal_on(day)
    if till is None:
        return
    yield Blank()
    yield Line(till.sentence, bold=True, align="center")
    if words.language != salon.rules.spoken_by_law:
        told = T("This is not a fiscal document ({name}).", name=till.name)
        yield Line(words.say(told), align="center")
