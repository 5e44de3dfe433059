"""Telephone numbers: as typed, as kept (E.164), and as looked for."""

from __future__ import annotations

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

TAIL_DIGITS = 6
"""How many last digits a customer types to check in."""


def normalise(typed: str, region: str) -> str:
    """E.164 (``+420777123456``) or empty; ``region``: ISO country of numbers without a prefix.

    Refused when no number of any country could look so. Length and prefix decide, not the tables
    of assigned ranges: new ranges are in use before a library knows them.
    """
    if not typed.strip():
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException as error:
        raise Refused(T("This is not a phone number.")) from error
    if not phonenumbers.is_possible_number(number):
        raise Refused(T("This is not a phone number."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def at_home(e164: str) -> tuple[str, str]:
    """The digits without the country, bare and as dialled there: ``201234567``, ``06201234567``."""
    import phonenumbers

    number = phonenumbers.parse(e164)
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    dialled = "".join(char for char in shown if char.isdigit())
    return phonenumbers.national_significant_number(number), dialled


def tail(e164: str) -> str:
    """The last six digits, empty without a number."""
    return e164[-TAIL_DIGITS:]
