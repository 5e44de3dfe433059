"""Which PINs pass, and how the wait grows."""

import pytest

from kiosk.salon.domain import pins
from kiosk.salon.domain.errors import Refused


@pytest.mark.parametrize("pin", ["2580", "19573", "00000001"])
def test_good_pins_pass(pin: str) -> None:
    pins.require_good(pin)


@pytest.mark.parametrize(
    "pin", ["", "123", "1234", "4321", "12345678", "7777", "123456789", "25a0", "٢٥٨٠", " 2580"]
)
def test_weak_or_malformed_pins_are_refused(pin: str) -> None:
    with pytest.raises(Refused):
        pins.require_good(pin)


def test_the_wait_doubles_up_to_five_minutes() -> None:
    assert [pins.wait_after(n) for n in range(1, 7)] == [0, 0, 2, 4, 8, 16]
    assert pins.wait_after(10) == 256
    assert pins.wait_after(11) == pins.wait_after(10_000) == 300


def test_a_clock_that_jumps_back_locks_nobody_out() -> None:
    assert pins.still_waiting(3, wait_until=10_000_000, now=0) == 2
    assert pins.still_waiting(3, wait_until=1_500, now=0) == 2
    assert pins.still_waiting(3, wait_until=1_500, now=1_500) == 0


def test_a_pad_types_takes_back_and_clears_and_no_more_than_fits() -> None:
    pin = ""
    for key in ("1", "2", "back", *"3456789", "0", "0"):
        pin = pins.press(pin, key)
    assert pin == "13456789"
    assert pins.press(pin, "clear") == ""
    assert pins.press("", "back") == ""
