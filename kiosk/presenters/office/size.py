"""How large everything is drawn, chosen by looking: three samples, one touch."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.salon.domain.text import T, Text

NAMES: tuple[Text, ...] = (T("Smaller"), T("Medium"), T("Larger"))


@dataclass(frozen=True, slots=True)
class Sample:
    """``scale``: in sizes of the present one. ``chosen``: it is the present one."""

    key: str
    name: Text
    scale: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class SizeState:
    samples: tuple[Sample, ...] = ()


class Size(Presenter[SizeState, None]):
    name = "size"
    blank = SizeState()

    def enter(self, _: None = None) -> None:
        require_manager(self)
        sizes = self.hardware.machine.sizes()
        samples = [
            Sample(str(index), NAMES[index], scale, abs(scale - 1) < 0.01)
            for index, scale in enumerate(sizes)
        ]
        self.show(SizeState(tuple(samples)))

    def pick(self, key: str) -> None:
        """The program starts anew in that size; it is asked then whether it is good."""
        require_manager(self)
        sample = next(one for one in self.state.samples if one.key == key)
        if sample.chosen:
            self.host.back()
        else:
            self.hardware.machine.try_size(int(key))
