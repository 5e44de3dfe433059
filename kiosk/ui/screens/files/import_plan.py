"""Draws ``kiosk.presenters.files.import_plan``."""

from kivy.properties import ObjectProperty

from kiosk.presenters.files.import_plan import DAYS, DOUBTFUL, KINDS
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, DrawnScreen, arrange, place, refill


class Reading(Btn):
    """Words of the file in one of the encodings that it may be in."""

    def __init__(self, **kwargs):
        self.key = ""
        super().__init__(data=True, halign="left", **kwargs)

    def show(self, option) -> None:
        self.key, self.text = option[0], tr._(option[1])


class ImportPlanScreen(DrawnScreen):
    """Above the rows stands what has to be chosen, and only that."""

    doubts = ObjectProperty(DOUBTFUL)
    orders = ObjectProperty(DAYS)

    def draw(self, state) -> None:
        parts = self.parts
        parts.kinds.options = KINDS
        refill(parts.readings, state.readings, lambda: self.keyed(Reading(), "encoding"))
        ready = not state.reading
        listed = ready and bool(state.counts)
        arrange(
            parts.body,
            [
                part
                for part, wanted in (
                    (parts.kinds, ready),
                    (parts.wrong, bool(state.wrong)),
                    (parts.doubtful, state.asks_doubtful),
                    (parts.days, state.asks_days),
                    (parts.counts, listed),
                    (parts.card, listed),
                    (parts.gap, not listed),
                )
                if wanted
            ],
        )
        unknown = ready and state.may_map and bool(state.wrong)
        for part, wanted in (
            (parts.columns, state.may_map and ready and not unknown),
            (parts.naming, unknown),
            (parts.write, bool(state.write)),
        ):
            place(parts.sheet.bar, part, False)
            place(parts.sheet.bar, part, wanted)
