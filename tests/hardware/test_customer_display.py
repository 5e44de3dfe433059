"""What the customer display is given: spelled in its own signs, and nothing ends its thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from drivers.customer_display import CustomerDisplay
from drivers.device import DeviceError, DeviceMissing
from kiosk.hardware.customer_display import DeskDisplay
from tests.rigs.waiting import until


@dataclass
class Shown:
    """A display with the signs of a real one. ``wrong``: what it raises, text by text."""

    codec: str = "ascii"
    wrong: list[Exception] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def has(self, char: str) -> bool:
        return CustomerDisplay("/dev/null", 9600, "cd5220", self.codec, 0).has(char)

    def show(self, upper: str, lower: str = "", *, right: bool = False) -> None:
        assert right
        self.texts.append(f"{upper}|{lower}")
        if self.wrong:
            raise self.wrong.pop(0)


class _Devices:
    def __init__(self, device: Shown) -> None:
        self.device, self.name, self.gone = device, "display", 0

    def usable(self, _kind: object) -> Any:
        return self

    def when_back(self, _callback: Callable[[], None]) -> None:
        pass

    def failed(self, _fitted: object, _error: DeviceError) -> None:
        self.gone += 1


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def display(shown: Shown) -> Iterator[DeskDisplay]:
    one = DeskDisplay(_Devices(shown))  # type: ignore[arg-type]
    one.start()
    yield one
    one.stop()


@pytest.mark.parametrize("codec", ["ascii", "cp852", "cp1250"])
@pytest.mark.parametrize(
    "text",
    [
        *("Melír ½ hlavy", "Ukázka® Prof.", "Lak „Zlatý“ – 5 €", "Krém №5 ™", "Đurđa", "Łucja"),
        *("Ø 20 mm", "Сергей", "α-keratin", "Péče 😀", "Šampon", "Hajfesték"),
    ],
)
def test_nothing_becomes_a_question_mark(
    display: DeskDisplay, shown: Shown, text: str, codec: str
) -> None:
    shown.codec = codec
    display.show(text, "5 €")
    until(lambda: bool(shown.texts))
    (told,) = shown.texts
    assert "?" not in told
    assert told.endswith("|5 €" if codec == "cp1250" else "|5 EUR")
    assert all(shown.has(char) for char in told)


@pytest.mark.parametrize(
    "error", [RuntimeError("of a library"), DeviceMissing("off"), KeyError("port"), OSError(5)]
)
def test_whatever_goes_wrong_fails_one_text(
    display: DeskDisplay, shown: Shown, error: Exception
) -> None:
    shown.wrong = [error]
    for number in range(3):
        display.show(str(number), "")
        until(lambda number=number: len(shown.texts) > number)
    assert shown.texts == ["0|", "1|", "2|"]
