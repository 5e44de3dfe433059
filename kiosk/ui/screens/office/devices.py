"""Draws ``kiosk.presenters.office.devices``."""

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, Chip, DrawnScreen, Gap, HBox, Txt, arrange, place, refill
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
        self.change = Btn(look="plain", icon="edit", fit=True)
        self.change.bind(on_tap=lambda *_: act("change", self.key))
        self.question = Txt(kind="title", bold=True, lines=0)
        self.no = Btn(look="soft", fit=True)
        self.no.bind(on_tap=lambda *_: act("came_out_wrong", self.key))
        self.yes = Btn(look="primary", icon="check", fit=True)
        self.yes.bind(on_tap=lambda *_: act("came_out", self.key))
        self.all_the_same = Btn(look="primary", icon="printer", fit=True)
        self.all_the_same.bind(on_tap=lambda *_: act("print_unasked", self.key))
        self.below, self.gap = HBox(spacing=t.S16), Gap()
        self.answers = HBox(spacing=t.S12)
        self.answers_gap = Gap()

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
        self.change.text = tr._(T("Edit"))
        mute = T("It does not answer. Print all the same?")
        self.question.text = tr._(mute if device.mute else T("Did the test print come out well?"))
        self.all_the_same.text = tr._(T("Print all the same"))
        self.no.text, self.yes.text = tr._(T("No, try another way")), tr._(T("Yes"))
        place(self, self.question, device.asking or device.mute)
        choices = [self.all_the_same] if device.mute else [self.no, self.yes]
        arrange(self.answers, [self.answers_gap, *choices])
        place(self, self.answers, device.asking or device.mute)
        # The test stands at the edge on every card. Three ways have a line of their own: beside
        # them a small panel has no room for words.
        ways = (
            (self.change, device.change),
            (self.drawer, device.drawer),
            (self.test, device.try_text),
        )
        wanted = [button for button, there in ways if there]
        beside, below = (wanted, []) if len(wanted) < 3 else ([], [self.gap, *wanted])
        if beside:
            arrange(self.below, below)
        arrange(self.head, [self.icon, self.words, self.chip, *beside])
        arrange(self.below, below)
        place(self, self.below, below, len(self.children) - 1)


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
        refill(self.parts.devices, state.devices, lambda: DevicePart(self.act))
        refill(self.parts.found, state.found, lambda: FoundPart(self.act))
