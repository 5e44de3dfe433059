"""Draws ``presenters.devices``."""

from kiosk.salon.domain.text import T
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, Chip, DrawnScreen, Txt, place, refill
from kiosk.ui.kit.sections import Entry


class DevicePart(Entry):
    """A device, its state, and its test."""

    def __init__(self, act, **kwargs):
        super().__init__(**kwargs)
        self.why = Txt(kind="label", tone="bad", lines=0)
        self.last = Txt(kind="caption", tone="ink2")
        self.heard = Txt(kind="title", bold=True, lines=0)
        self.chip = Chip()
        self.drawer = Btn(look="plain", icon="banknote", fit=True)
        self.drawer.bind(on_tap=lambda *_: act("open_drawer", self.key))
        self.test = Btn(look="soft", fit=True)
        self.test.bind(on_tap=lambda *_: act("stop" if self.listening else "try_it", self.key))
        self.listening = False
        self.head.add_widget(self.chip)

    def show(self, device) -> None:
        self.name(device)
        self.listening = device.listening
        self.why.text, self.why.tone = tr._(device.why), "warn" if device.works else "bad"
        self.last.text = tr._(device.last)
        self.heard.text = tr._(device.heard)
        self.chip.text, self.chip.tone = tr._(device.state), "ok" if device.works else "bad"
        self.test.text = tr._(T("Stop trying")) if device.listening else tr._(device.try_text)
        self.drawer.text = tr._(T("Open the drawer"))
        place(self.words, self.why, self.why.text)
        place(self.words, self.last, self.last.text)
        place(self, self.heard, self.heard.text)
        wanted = [device.drawer, bool(device.try_text)]
        if wanted != [self.drawer.parent is not None, self.test.parent is not None]:
            # The test stands at the edge on every card.
            for button, there in zip((self.drawer, self.test), wanted, strict=True):
                if button.parent is not None:
                    self.head.remove_widget(button)
                if there:
                    self.head.add_widget(button)


class FoundPart(Entry):
    """Something plugged in, and the button that takes it."""

    def __init__(self, act, **kwargs):
        super().__init__(**kwargs)
        self.use = Btn(look="primary", icon="plug", fit=True)
        self.use.bind(on_tap=lambda *_: act("use", self.key))
        self.head.add_widget(self.use)

    def show(self, found) -> None:
        self.name(found)
        self.use.text = tr._(T("Use it"))


class DevicesScreen(DrawnScreen):
    """Cards are kept and filled anew: the list is looked at every second."""

    def draw(self, state) -> None:
        for box, parts, kind in (
            (self.parts.devices, state.devices, DevicePart),
            (self.parts.found, state.found, FoundPart),
        ):
            refill(
                box,
                parts,
                lambda kind=kind: kind(self.act),
                lambda widget, part: widget.show(part),
            )
