"""Trying a device that is no printer: what is to be done, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.devices import DEVICE_TRIALS, DeviceState
from kiosk.salon.domain.text import Msg, T, Text

LISTEN_SECONDS = 20.0
"""How long a card, a code or a weight is waited for."""
TO_DO: dict[str, Msg] = {
    "card": T("Hold a card to it."),
    "code": T("Scan any code."),
    "weight": T("Put something on the scale."),
    "words": T("Look at the customers' side: it says {words}.", words=T("Test print")),
}
NOTHING_CAME = T("Nothing came. Look at the cable, or edit it and try another answer.")


@dataclass
class DeviceTrial:
    """``name``: of the device, empty while none is tried. ``since``: what it did until then does
    not count (UTC ms). ``begun``: seconds of the monotonic clock. ``code``: what was scanned
    meanwhile. ``asked``: a scale is about to answer. ``shown``: a display shows test words."""

    name: str = ""
    since: int = 0
    begun: float = 0.0
    code: str = ""
    asked: bool = False
    shown: bool = False
    over: bool = False
    weight: Text = ""
    steady: bool = False

    @property
    def goes_on(self) -> bool:
        return bool(self.name) and not self.over

    def look(self, now: float) -> None:
        """Ends it after a while."""
        self.over = now >= self.begun + LISTEN_SECONDS

    def weighed(self, grams: int, why: Text) -> None:
        """What the scale says; it is asked again until something lies on it."""
        self.asked = False
        self.steady = not why
        self.weight = why or T("It weighs {weight} g.", weight=grams)

    def told(self, device: DeviceState) -> Text:
        """What to do, or what came of it; what is wrong with the device stands beside."""
        trial = DEVICE_TRIALS.get(device.kind, "")
        if trial == "words":
            return TO_DO[trial] if self.shown else ""
        if trial == "weight":
            return self._weighed() if device.ok else ""
        if device.last_at > self.since:
            return self._heard(device)
        if self.over:
            return NOTHING_CAME
        return TO_DO.get(trial, "") if device.ok else ""

    def _weighed(self) -> Text:
        if self.steady:
            return self.weight
        if self.over:
            return self.weight or NOTHING_CAME
        return TO_DO["weight"]

    def _heard(self, device: DeviceState) -> Text:
        if device.last == "card":
            return T("A card was read. It works.")
        if device.last == "unreadable":
            return T("A card was there, but it cannot be read.")
        if device.last == "strange":
            return T("It scans, but sends signs that cannot be read. Check how it is set.")
        return T("Read: {code}", code=self.code)
