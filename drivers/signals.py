"""Light and beep of card readers that have them: what they are told, chosen by their name.

Sources: the ACR122U application programming interface 2.04 and the ACR1252U reference manual of
their maker. The first takes its commands as APDUs; the second through the reader's own channel
(escape commands), which a driver of PC/SC may not open.
"""

from __future__ import annotations

from dataclasses import dataclass

OFF, BY_NAME = "off", "auto"


@dataclass(frozen=True, slots=True)
class Signal:
    """``escape``: through the reader's own channel. What is sent after a card that was accepted or
    refused, and when it was ``lifted``."""

    escape: bool
    accepted: tuple[bytes, ...]
    refused: tuple[bytes, ...]
    lifted: tuple[bytes, ...] = ()

    def after(self, accepted: bool) -> tuple[bytes, ...]:
        return self.accepted if accepted else self.refused


def _acr122(lights: int, beeps: int) -> tuple[bytes, ...]:
    """First no beep of its own when a card comes: a beep is to mean that the kiosk took it. The
    second's ``90`` is followed by the state of the lights, so its status is never 9000 alone."""
    beep = bytes([0xFF, 0x00, 0x40, lights, 0x04, 0x01, 0x01, beeps, 0x01])
    return bytes.fromhex("FF00520000"), beep


def _acr1252(lights: int, beep: int) -> tuple[bytes, ...]:
    """``lights``: 1 red, 2 green; ``beep`` in hundredths of a second. Its own beep when a card
    comes is left: that setting would be written into the reader's memory."""
    return _light(lights), bytes([0xE0, 0x00, 0x00, 0x28, 0x01, beep])


def _light(lights: int) -> bytes:
    return bytes([0xE0, 0x00, 0x00, 0x29, 0x01, lights])


SIGNALS = {
    "acr122": Signal(False, _acr122(0xAE, 1), _acr122(0x5E, 2)),
    "acr1252": Signal(True, _acr1252(2, 10), _acr1252(1, 40), (_light(0),)),
}
CHOICES = (OFF, BY_NAME, *SIGNALS)


def signal_for(reader: str, wanted: str) -> Signal | None:
    """``reader``: its name at PC/SC; ``wanted``: one of :data:`CHOICES`. None for a reader that is
    to stay as it is."""
    if wanted == OFF:
        return None
    if wanted != BY_NAME:
        return SIGNALS[wanted]
    name = reader.casefold()
    return next((signal for model, signal in SIGNALS.items() if model in name), None)
