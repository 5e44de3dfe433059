"""The register of VAT numbers of the European Union (VIES): one answer for all states, and silence
for each whose own register is away."""

from __future__ import annotations

import re

from kiosk.salon.domain.invoices.lookups import Company
from sync_agent.registers.answers import Busy, Unreadable, listed, part, text

_INVALID = {"INVALID", "INVALID_INPUT"}
_LAST = re.compile(r"(?:(?P<sign>[A-Z]{1,2})-)?(?P<code>\d{3} ?\d{2}|\d{4})\s+(?P<city>\S.*)")
"""The last line of an address: ``110 00 Praha``, ``SI-1000 Ljubljana``, ``1051 Budapest``."""


def path(country: str, number: str) -> str:
    return f"/ms/{'EL' if country == 'GR' else country}/vat/{number}"


def read(country: str, number: str, body: object) -> Company | None:
    """None: the number is not valid there."""
    said = text(part(body, "userError")) or text(part(body, "error"))
    for wrapped in listed(part(body, "errorWrappers")):
        said = text(part(wrapped, "error")) or said
    valid = part(body, "isValid")
    if valid is None:
        valid = part(body, "valid")
    if valid is True:
        vat_id = f"{'EL' if country == 'GR' else country}{number}"
        street, city, postcode = _address(part(body, "address"))
        name = text(part(body, "name"))
        if not name:
            # Some states only say that it is valid.
            return Company("", vat_id=vat_id, pays_vat=True)
        return Company(name, street, city, postcode, vat_id=vat_id, pays_vat=True)
    if said in _INVALID or (valid is False and not said):
        return None
    if said:
        raise Busy(said)
    raise Unreadable("neither valid nor invalid")


def _address(value: object) -> tuple[str, str, str]:
    """Street, town and postcode out of one text, as far as it can be told apart."""
    if not isinstance(value, str):
        return "", "", ""
    pieces = re.split(r"[\n;]", value) if re.search(r"[\n;]", value) else value.split(",")
    lines = [line for line in map(text, pieces) if line]
    for index, line in enumerate(lines):
        found = _LAST.fullmatch(line)
        if found is not None and index > 0:
            return ", ".join(lines[:index]), found["city"], found["code"]
    return ", ".join(lines), "", ""
