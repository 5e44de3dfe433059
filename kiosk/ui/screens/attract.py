"""The first screen."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class AttractScreen(PultScreen):
    """Clock and reader at the left; the customers' door at the right, where the box has one."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # kv's ids are weak: what is out of the tree for a while would be gone.
        self._parts = {name: part.__self__ for name, part in self.ids.items()}
        self.fbind("state", self._show_doors)
        self._show_doors()

    def _show_doors(self, *_):
        if self.state is None:
            return
        doors, foot, state = self._parts["halves"], self._parts["foot"], self.state
        wanted = [self._parts["clock"], *([self._parts["welcome"]] if state.check_in else [])]
        self._arrange(doors, wanted)
        wanted = [self._parts["forgot"]] if state.forgot else []
        wanted += [self._parts["room"], *([self._parts["desk"]] if state.desk else [])]
        self._arrange(foot, wanted)

    def _arrange(self, box, wanted):
        if list(reversed(box.children)) != wanted:
            box.clear_widgets()
            for part in wanted:
                box.add_widget(part)
