"""Telephone numbers: as typed, as kept (E.164), and as looked for.

What is kept is valid by the numbering plan of its country, as far as the library knows it. A plan
grows, though: a number that stands already is not judged again, and is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.salon.domain.entry.entering import tidied
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

TAIL_DIGITS = 6
"""How many last digits a customer types to check in."""
NEIGHBOURS = {
    "CZ": ("SK", "DE", "AT", "PL"),
    "HU": ("SK", "AT", "RO", "RS", "HR", "SI", "UA"),
    "SI": ("AT", "IT", "HU", "HR"),
    "SK": ("CZ", "HU", "AT", "PL", "UA"),
}
"""From where people come who write a number as at home; by country of the salon."""
LONGEST = 40
_FRACTION = re.compile(r"(\+?[\d ]{9,})[.,]0{1,2}")
"""What a spreadsheet puts behind a number that it took for an amount."""
_TRUNK = re.compile(r"(?<=\d)[\s.-]*\(\s*0\s*\)")
"""The nought that is dialled within a country only, as business cards have it: +420 (0) 601 ..."""
_LETTERS_AFTER = re.compile(r"\d.*[^\W\d_]", re.DOTALL)
_NO_NUMBER = T("This is not a phone number.")
_MORE = T("Only the digits of one phone number, please: no words, no extension.")


def normalise(typed: str, region: str, standing: Sequence[str] = ()) -> str:
    """E.164 (``+420777123456``) or empty; ``region``: ISO country of numbers without a prefix.

    ``standing``: numbers in E.164 that are kept already; one of them passes as it is. A number of
    a neighbouring country that is written as there is understood where it can only be one; of
    people's mobiles alone, because the rest of the plans have every length. Refused, with what is
    wrong, when the plan has no such number, or when a call to it costs more than others.
    """
    text = tidied(typed)
    if not text:
        return ""
    if known := _kept(text, region, standing):
        return known
    if len(text) > LONGEST:
        raise Refused(_NO_NUMBER)
    plain = _plain(text)
    number = _parsed(plain, region)
    if number is None:
        raise Refused(_NO_NUMBER)
    if number.extension or _LETTERS_AFTER.search(plain):
        raise Refused(_MORE)
    import phonenumbers

    if not phonenumbers.is_valid_number(number):
        number = _foreign(plain, region) or _refuse(number, plain)
    if phonenumbers.number_type(number) in _costly():
        raise Refused(T("This number costs extra to call. Enter another one."))
    return _e164(number)


def as_written(typed: str, region: str) -> str:
    """E.164 of whatever has the length of a number, or "": what an older plan may have allowed.
    For comparing only."""
    import phonenumbers

    number = _parsed(_plain(tidied(typed)), region)
    if number is None or not phonenumbers.is_possible_number(number):
        return ""
    return _e164(number)


def at_home(e164: str) -> tuple[str, ...]:
    """The digits without the country, bare and as dialled there: ``201234567``, ``06201234567``;
    nothing for what is no number."""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return ()
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    dialled = "".join(char for char in shown if char.isdigit())
    return phonenumbers.national_significant_number(number), dialled


def tail(e164: str) -> str:
    """The last six digits, empty without a number."""
    return e164[-TAIL_DIGITS:]


def _kept(text: str, region: str, standing: Sequence[str]) -> str:
    """Which of ``standing`` was typed, in whatever spelling; "" for none."""
    known = [number for number in standing if number]
    if not known or text in known:
        return text if text in known else ""
    written = as_written(text, region)
    return written if written in known else ""


def _plain(text: str) -> str:
    amount = _FRACTION.fullmatch(text)
    return _TRUNK.sub("", amount[1] if amount else text, count=1)


def _parsed(text: str, region: str) -> PhoneNumber | None:
    import phonenumbers

    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def _e164(number: PhoneNumber) -> str:
    import phonenumbers

    bare = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return str(bare)


def _foreign(text: str, region: str) -> PhoneNumber | None:
    """The one neighbour's mobile that is written so: with the nought of dialling there, or with
    the country's code but without the plus. Refused when it can be several."""
    import phonenumbers

    digits = "".join(char for char in text if char.isdigit())
    if "+" in text or digits.startswith("00"):
        return None
    mobile = (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )
    found: dict[str, PhoneNumber] = {}
    for country in NEIGHBOURS.get(region, ()):
        code = str(phonenumbers.country_code_for_region(country))
        ways = [(digits, country)] if digits.startswith("0") else []
        ways += [(f"+{digits}", "")] if digits.startswith(code) else []
        for written, where in ways:
            number = _parsed(written, where)
            if (
                number is not None
                and phonenumbers.is_valid_number_for_region(number, country)
                and phonenumbers.number_type(number) in mobile
            ):
                found[country] = number
    if len(found) > 1:
        raise Refused(
            T(
                "This phone number can be of several countries. Start it with + and the code "
                "of its country."
            )
        )
    return next(iter(found.values()), None)


def _refuse(number: PhoneNumber, text: str) -> PhoneNumber:
    import phonenumbers

    why = phonenumbers.is_possible_number_with_reason(number)
    if why == phonenumbers.ValidationResult.TOO_SHORT:
        raise Refused(T("This phone number is too short."))
    if why == phonenumbers.ValidationResult.TOO_LONG:
        raise Refused(T("This phone number is too long."))
    if "+" in text or text.startswith("00"):
        raise Refused(T("There is no such phone number. Check its digits."))
    raise Refused(
        T("There is no such phone number. Start one from abroad with + and the country's code.")
    )


def _costly() -> tuple[int, ...]:
    import phonenumbers

    kind = phonenumbers.PhoneNumberType
    return (kind.PREMIUM_RATE, kind.SHARED_COST, kind.PAGER, kind.VOICEMAIL)
