"""PINs: which ones are acceptable, and how long to wait after wrong ones."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Msg, N, T

SHORTEST, LONGEST = 4, 8
LONGEST_WAIT_SECONDS = 300


def press(pin: str, key: str) -> str:
    """What is typed after a key of the pad: a digit, ``back`` or ``clear``."""
    if key == "clear":
        return ""
    if key == "back":
        return pin[:-1]
    return pin + key if len(pin) < LONGEST else pin


@dataclass(frozen=True, slots=True)
class PinCost:
    """Work of one argon2id hash: passes, memory in KiB, lanes."""

    passes: int
    memory_kib: int
    lanes: int


RECOMMENDED = PinCost(3, 64 * 1024, 4)
"""RFC 9106, section 4, second recommended option; also the default of argon2-cffi."""


class WrongPin(Refused):
    """The PIN was looked at and is wrong. ``wait_seconds``: until the next one is looked at."""

    def __init__(self, wait_seconds: int) -> None:
        words: Msg = T("Wrong PIN.")
        if wait_seconds:
            words = N(
                "Wrong PIN. Try again in {n} second.",
                "Wrong PIN. Try again in {n} seconds.",
                wait_seconds,
            )
        super().__init__(words, wait_seconds=wait_seconds)
        self.wait_seconds = wait_seconds


class PinDelayed(Refused):
    """Too soon after wrong ones: the PIN was not looked at."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(
            N(
                "Too many wrong PINs. Try again in {n} second.",
                "Too many wrong PINs. Try again in {n} seconds.",
                wait_seconds,
            ),
            wait_seconds=wait_seconds,
        )
        self.wait_seconds = wait_seconds


def require_good(pin: str) -> None:
    """Refuses anything but 4-8 digits, and the ones that are guessed first."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise Refused(T("A PIN has 4 to 8 digits."))
    if len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
        raise Refused(T("This PIN is too easy to guess. Choose another one."))


def wait_after(misses: int) -> int:
    """Seconds to wait after so many wrong PINs in a row: 0, 0, 2, 4, 8 ... 300."""
    if misses < 3:
        return 0
    # The exponent is capped because the count itself is not.
    return min(LONGEST_WAIT_SECONDS, 1 << min(misses - 2, 16))


def wait_ends(misses: int, wait_until: int, now: int) -> int:
    """When the wait ends: as it was reckoned, but never later than it would be beginning now. Where
    the clock went back meanwhile, it has to be kept: else it would begin anew for ever."""
    return min(wait_until, now + wait_after(misses) * 1000)


def still_waiting(misses: int, wait_until: int, now: int) -> int:
    """Seconds left before the next PIN may be tried (0: now). Times are UTC ms.

    Never more than the wait for those misses, so a clock that jumps back locks nobody out.
    """
    left_ms = min(wait_until - now, wait_after(misses) * 1000)
    return max(0, -(-left_ms // 1000))
