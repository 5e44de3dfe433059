"""The first start."""

from __future__ import annotations

from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, PultScreen, refill


class SetupScreen(PultScreen):
    """Big buttons for language and country, then two forms."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # kv's ids are weak: what is out of the tree for a while would be gone.
        self._parts = {name: part.__self__ for name, part in self.ids.items()}
        self.fbind("state", self._step)
        tr.bind(_=self._step)
        self._step()

    def _step(self, *_):
        if self.state is None:
            return
        refill(self._parts["options"], self.state.options, self._make, self._fill)
        wanted = self._parts["choice"] if self.state.form is None else self._parts["form"]
        body = self._parts["body"]
        if body.children != [wanted]:
            body.clear_widgets()
            body.add_widget(wanted)
        save, sheet = self._parts["save"], self._parts["sheet"]
        if self.state.form is not None and save.parent is None:
            sheet.add_widget(save)
        elif self.state.form is None and save.parent is not None:
            save.parent.remove_widget(save)

    def _make(self):
        button = Btn(customer=True)
        button.bind(on_tap=lambda source: self.act("pick", source.key))
        return button

    def _fill(self, button, option):
        button.key, button.text = option[0], tr._(option[1])
