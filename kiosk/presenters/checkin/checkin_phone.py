"""Who is here? The last six digits of a phone number, a QR code, or no booking."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Limits, Presenter
from kiosk.presenters.checkin.args import CheckinConfirmArgs

DIGITS = 6


@dataclass(frozen=True, slots=True)
class CheckinPhoneState:
    """``typed``: how many of the six digits are in; which ones is never shown."""

    salon: str = ""
    typed: int = 0

    @property
    def dots(self) -> str:
        """Filled and empty places, three and three."""
        places = "•" * self.typed + "–" * (DIGITS - self.typed)
        return f"{' '.join(places[:3])}   {' '.join(places[3:])}"


class CheckinPhone(Presenter[CheckinPhoneState, None]):
    name = "checkin_phone"
    audience = "customer"
    limits = Limits(20, 30, "home")
    blank = CheckinPhoneState()

    def forget(self) -> None:
        self._digits = ""

    def enter(self, _: None = None) -> None:
        if self.services.checkin.only_desk:
            self.host.swap("checkin_sorry")
            return
        self._type("")

    def resume(self, _: Result | None = None) -> None:
        """Back from a page that found somebody else: again from the first digit."""
        self.host.set_language(self.services.context.salon.language)
        self.enter()

    def key(self, key: str) -> None:
        """A key of the keypad; the sixth digit searches by itself."""
        if key == "clear":
            self._type("")
        elif key == "back":
            self._type(self._digits[:-1])
        else:
            self._type(self._digits + key)
            if len(self._digits) == DIGITS:
                digits, self._digits = self._digits, ""
                self.host.go(CheckinConfirmArgs(digits=digits))

    def no_booking(self) -> None:
        self.host.go("walkin")

    def language(self, code: str) -> None:
        self.host.set_language(code)

    def close(self) -> None:
        self.host.home()

    def _type(self, digits: str) -> None:
        self._digits = digits
        self.show(CheckinPhoneState(self.services.context.salon.name, len(digits)))
