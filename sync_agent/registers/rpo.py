"""The Slovak register of legal persons and entrepreneurs (RPO). It keeps every name and seat that
one ever had; what holds has no end."""

from __future__ import annotations

from typing import Any

from kiosk.salon.domain.invoices.lookups import Company
from sync_agent.registers.answers import Unreadable, listed, part, text


def path(number: str) -> str:
    return f"/search?identifier={number}"


def read(status: int, body: object) -> Company | None:
    """None: it knows no such company, or one that has ended."""
    if status == 404:
        return None
    found = part(body, "results")
    if not isinstance(found, list):
        raise Unreadable("no results")
    alive = [one for one in found if isinstance(one, dict) and not one.get("termination")]
    if not alive:
        return None
    company = alive[0]
    name = text(part(_holds(part(company, "fullNames")), "value"))
    if not name:
        raise Unreadable("no name")
    seat = _holds(part(company, "addresses"))
    house, second = text(part(seat, "regNumber")), text(part(seat, "buildingNumber"))
    number = "/".join(one for one in (house, second) if one and one != "0")
    city = text(part(seat, "municipality", "value"))
    codes = listed(part(seat, "postalCodes"))
    code = text(codes[0]) if codes else ""
    return Company(
        name=name,
        street=f"{text(part(seat, 'street')) or city} {number}".strip(),
        city=city,
        postcode=f"{code[:3]} {code[3:]}" if len(code) == 5 and code.isdigit() else code,
        company_id=text(part(_holds(part(company, "identifiers")), "value")),
    )


def _holds(entries: Any) -> Any:
    """The entry that has not ended; the last one where all have."""
    rows = [one for one in listed(entries) if isinstance(one, dict)]
    return next((one for one in rows if not one.get("validTo")), rows[-1] if rows else None)
