"""What is said of messages to a fiscal office: how they stand, what stopped one, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.salon.domain.fiscal.port import FiscalKind, FiscalState
from kiosk.salon.domain.text import Msg, N, T

OFFICES: Mapping[str, Msg] = {
    "furs": T("The Slovenian tax office (FURS)"),
    "nav": T("The Hungarian tax office (NAV)"),
}
KINDS: Mapping[FiscalKind, Msg] = {
    "sale": T("Receipt"),
    "void": T("Void"),
    "return": T("Return"),
    "book": T("Receipt from the book"),
    "premise": T("Premise"),
    "premise_closed": T("Closing of a premise"),
    "invoice": T("Invoice"),
    "credit_note": T("Credit note"),
    "advance": T("Advance invoice"),
}
STATES: Mapping[FiscalState, tuple[Msg, str]] = {
    "new": (T("waits"), "info"),
    "sent": (T("on its way"), "info"),
    "unknown": (T("no answer yet"), "warn"),
    "refused": (T("not accepted"), "bad"),
    "accepted": (T("confirmed"), "ok"),
    "set_aside": (T("set aside"), ""),
}
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
CERTIFICATE = {60: "info", 30: "warn", 7: "bad"}
"""The tone in which it is told that so many days are left of a certificate."""
SOON_HOURS, LATE_HOURS = 24, 8
"""Hours left from which on a wait is told, and told loudly."""
SHORT_CODE = 12
"""Letters of half a code that stand beside each other."""


def days_left(until: int, now: int) -> int:
    """Whole days; below zero when it has ended."""
    return (until - now) // DAY_MS


def time_left(deadline: int, now: int) -> Msg:
    """``20 h left``; in days from three on."""
    hours = (deadline - now) // HOUR_MS
    if hours >= 72:
        return N("{n} day left", "{n} days left", hours // 24)
    if hours >= 1:
        return T("{n} h left", n=hours)
    if deadline > now:
        return T("less than an hour left")
    return T("too late")


def urgency(deadline: int, now: int) -> str:
    """The tone of what must be there by then."""
    hours = (deadline - now) // HOUR_MS
    return "bad" if hours < LATE_HOURS else "warn" if hours < SOON_HOURS else "info"


def halved(code: str) -> str:
    """A long code of an office in two words, so that it is broken where it is read."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}" if half > SHORT_CODE else code
