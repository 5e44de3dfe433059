"""The Czech register of companies (ARES), its REST service of 2023."""

from __future__ import annotations

from kiosk.salon.domain.invoices.lookups import Company
from sync_agent.registers.answers import Unreadable, part, text


def path(number: str) -> str:
    return f"/ekonomicke-subjekty/{number}"


def read(status: int, body: object) -> Company | None:
    """None: it knows no such company, or one that has ended."""
    if status == 404 or part(body, "kod") == "NENALEZENO":
        return None
    name = text(part(body, "obchodniJmeno"))
    if not name:
        raise Unreadable("no name")
    if text(part(body, "datumZaniku")):
        return None
    seat = part(body, "sidlo")
    vat = text(part(body, "seznamRegistraci", "stavZdrojeDph"))
    pays_vat = {"AKTIVNI": True, "": None}.get(vat, False)
    return Company(
        name=name,
        street=_street(seat),
        city=_city(seat),
        postcode=_postcode(text(part(seat, "psc"))),
        company_id=text(part(body, "ico")),
        # The tax number of a person who charges no VAT is a birth number: it is not for invoices.
        vat_id="" if pays_vat is False else text(part(body, "dic")),
        pays_vat=pays_vat,
    )


def _street(seat: object) -> str:
    """``Na Příkopě 33/14``; a village without streets is called by the part of it."""
    house = text(part(seat, "cisloDomovni"))
    second = text(part(seat, "cisloOrientacni"))
    letter = text(part(seat, "cisloOrientacniPismeno"))
    number = f"{house}/{second}{letter}" if second else house
    street = text(part(seat, "nazevUlice"))
    if not street:
        town = text(part(seat, "nazevObce"))
        quarter = text(part(seat, "nazevCastiObce"))
        street = quarter if quarter and quarter != town else "č. p."
    if number:
        return f"{street} {number}"
    return text(part(seat, "textovaAdresa")).split(",")[0]


def _city(seat: object) -> str:
    return text(part(seat, "nazevObce"))


def _postcode(digits: str) -> str:
    """``11000`` as it is written: ``110 00``."""
    return f"{digits[:3]} {digits[3:]}" if len(digits) == 5 and digits.isdigit() else digits
