"""Who an invoice is written to: what has to be known of them, and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.salon.domain.country import COUNTRIES, Country
from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.tax_numbers import tidied
from kiosk.salon.domain.text import T

_LONGEST = {
    "name": entering.ADDRESS, "street": entering.ADDRESS, "city": entering.ADDRESS,
    "postcode": entering.POSTCODE, "company_id": entering.CODE, "vat_id": entering.CODE,
    "email": entering.EMAIL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Buyer:
    """One of the book. ``client_id``: the client who buys for it, or who it is."""

    id: Id
    party: Party
    client_id: Id | None = None
    active: bool = True


def kept(buyer: Party, country: Country) -> Party:
    """As it is kept, of a seller in ``country``. Refused: what is too long or torn."""
    tidy = entering.record(buyer, _LONGEST)
    code = tidy.country.strip().upper() or country.code
    return replace(
        tidy, country=code, company_id=tidied(tidy.company_id), vat_id=tidied(tidy.vat_id)
    )


def check(buyer: Party, country: Country, total_minor: int, day: date) -> None:
    """Refused, with the ``field`` that is missing: nobody; a business without its place, or one of
    the country without its number; a person without an address where the sum wants a full
    invoice."""
    if not buyer.name:
        raise Refused(T("Whom is the invoice for?"), field="name")
    company = buyer.kind == "company"
    # Not every state has postcodes.
    place = ("street", "postcode", "city") if buyer.country in COUNTRIES else ("street", "city")
    if company:
        for part in place:
            if not getattr(buyer, part):
                raise Refused(T("An invoice for a company needs its address."), field=part)
    if company and buyer.country == country.code:
        if country.invoicing_on(day).buyer_vat_id and not buyer.vat_id:
            raise Refused(
                T("An invoice for a company needs its {name}.", name=country.vat_id), field="vat_id"
            )
        if not (buyer.company_id or buyer.vat_id):
            raise Refused(
                T("An invoice for a company needs its {name}.", name=country.company_id),
                field="company_id",
            )
    limit = country.simplified_on(day)
    if not buyer.city and not limit.businesses and abs(total_minor) > limit.minor:
        raise Refused(T("An invoice for so much needs the buyer's address."), field="city")
