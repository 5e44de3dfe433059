"""Why signing in did not work, in words that say what to do next."""

from __future__ import annotations

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T


def no_project() -> Refused:
    return Refused(T("First import the file of your Google project. Plug in the USB stick."))


def no_browser(command: str) -> Refused:
    return Refused(T("The browser {command} cannot be started.", command=command))


def too_late() -> Refused:
    return Refused(T("Nobody signed in. Try again when you have the password at hand."))


def declined() -> Refused:
    return Refused(T("Google says that access was declined. Nothing was changed."))


def incomplete() -> Refused:
    return Refused(T("Not everything was allowed. Sign in again and tick all boxes."))


def not_lasting() -> Refused:
    return Refused(
        T("Google gave no lasting access. Remove Pult from your Google account and sign in again.")
    )


def not_accepted(code: str) -> Refused:
    return Refused(T("Google refuses to sign in: {code}", code=code))


def not_for_us() -> Refused:
    return Refused(T("What Google answered is not meant for this program. Nothing was changed."))
