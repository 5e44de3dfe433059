"""Numbers typed on a keypad, as text while they are typed."""

from __future__ import annotations

from kiosk.salon.domain.money import CashRounding, Currency

MOST_DIGITS = 9
COMMA = ","


def press(text: str, key: str, decimals: int) -> str:
    """``text`` after a key: a digit, ``,``, ``back`` or ``clear``. Keys that make no sense (a
    second comma, a third decimal) change nothing."""
    if key == "clear":
        return ""
    if key == "back":
        return text[:-1]
    whole, comma, fraction = text.partition(COMMA)
    if key == COMMA:
        return text if comma or not decimals else (whole or "0") + COMMA
    if comma:
        return text + key if len(fraction) < decimals else text
    if len(whole) >= MOST_DIGITS:
        return text
    return key if whole == "0" else whole + key


def value(text: str, decimals: int) -> int:
    """What was typed, in units of ``10 ** -decimals``; nothing typed is 0."""
    whole, _, fraction = text.partition(COMMA)
    return int(whole or "0") * int(10**decimals) + int(fraction.ljust(decimals, "0") or "0")


def as_text(number: int, decimals: int) -> str:
    """The opposite of :func:`value`, without needless zeros."""
    whole, rest = divmod(number, int(10**decimals))
    fraction = str(rest).rjust(decimals, "0").rstrip("0") if decimals else ""
    return f"{whole}{COMMA}{fraction}" if fraction else str(whole)


def cash_decimals(currency: Currency, rounding: CashRounding) -> int:
    """Decimals that cash can have: none where the smallest coin is a whole one."""
    return currency.exponent if rounding.step < 10**currency.exponent else 0


def cash_value(text: str, currency: Currency, rounding: CashRounding) -> int:
    """A typed sum of cash in minor units."""
    decimals = cash_decimals(currency, rounding)
    return value(text, decimals) * int(10 ** (currency.exponent - decimals))
