"""Draws any ``FormState``: one form style for clients, products, services, staff and the salon."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.properties import BooleanProperty, ObjectProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.bars import Sheet
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.box import Gap, HBox, Scroll, Stack, place
from kiosk.ui.kit.buttons import Btn, MainBtn
from kiosk.ui.kit.choice import Choice, Toggle
from kiosk.ui.kit.field import Field
from kiosk.ui.kit.screen import PultScreen
from kiosk.ui.kit.text import Txt


class ChoiceField(Stack):
    """A labelled :class:`Choice`."""

    def __init__(self, **kwargs):
        super().__init__(spacing=t.S4, pos_hint={"top": 1}, **kwargs)
        self.caption = Txt(kind="label", tone="ink2")
        self.choice = Choice()
        self.below = Txt(kind="caption", tone="bad", lines=0)
        self.add(self.caption, self.choice)


class SwitchField(Stack):
    """A :class:`Toggle`; :meth:`stand_beside` puts it on the line of the fields beside it."""

    def __init__(self, **kwargs):
        super().__init__(spacing=t.S4, pos_hint={"top": 1}, **kwargs)
        self.toggle = Toggle()
        self.below = Txt(kind="caption", tone="ink2", lines=0)
        self.lead = Txt(kind="label", text=" ")
        self.add(self.toggle)

    def stand_beside(self, fields: bool) -> None:
        """Those have a label above; switches alone stand closer."""
        place(self, self.lead, fields, len(self.children))


@usual(orientation="vertical")
class FormView(KitWidget, BoxLayout):
    """The fields of a form in two columns (one when not ``wide``).

    Events ``on_edit(name, value)``, where a switch reports "1" or "", and ``on_pick_day(name)`` for
    the sign at a date.
    """

    form = ObjectProperty(None, allownone=True)
    wide = BooleanProperty(True)

    __events__ = ("on_edit", "on_pick_day")

    def __init__(self, **kwargs):
        self._made: dict[str, object] = {}
        self._shape: tuple[object, ...] = ()
        self._wrong: tuple[str, ...] = ()
        self._shown = None
        self.scroll = Scroll()
        self.message = Txt(kind="body", tone="bad", lines=0)
        self.grid = Stack(spacing=t.S16)
        super().__init__(**kwargs)
        super().add_widget(self.scroll)
        self.scroll.add_widget(self.grid)
        self.redraw(self._show, "form", "wide", words=True)

    def on_edit(self, name: str, value: str) -> None:
        """The person changed a field."""

    def on_pick_day(self, name: str) -> None:
        """A day is to be pointed at."""

    def _show(self, *_):
        form = self.form
        if form is None:
            return
        across = 2 if self.wide else 1
        shape = (across, *((field.name, field.kind) for field in form.fields))
        if shape != self._shape:
            self._shape = shape
            if not self._made.keys() & {field.name for field in form.fields}:
                # Another page of questions, not one that has grown by a field.
                self.scroll.scroll_y = 1
                if form.first:
                    Clock.schedule_once(self._to_the_first, 0)
            self._made = {field.name: self._make(field) for field in form.fields}
            self._arrange(across)
        for field in form.fields:
            self._fill(self._made[field.name], field)
        self.message.text = tr._(form.message)
        self.message.tone = form.message_tone
        place(self.scroll.column, self.message, self.message.text, 1)
        wrong = tuple(field.name for field in form.fields if field.error)
        if set(wrong) - set(self._wrong):
            # Once what is said below the fields has its height.
            Clock.schedule_once(self._to_the_wrong_one, 0)
        elif form.message and not wrong and not self._typed_since(form):
            Clock.schedule_once(self._to_the_message, 0)
        self._wrong, self._shown = wrong, form

    def _typed_since(self, form) -> bool:
        """Whether the same is said as before, and only a field has changed."""
        before = self._shown
        return (
            before is not None and before.message == form.message and before.fields != form.fields
        )

    def _to_the_first(self, _dt) -> None:
        """Whoever opens the form types at once."""
        part = self._made.get(self.form.first) if self.form is not None else None
        if part is not None and part.get_root_window() is not None:
            part.focus = True

    def _to_the_message(self, _dt) -> None:
        """What is said of the whole form stands above its fields."""
        self.scroll.scroll_y = 1

    def _to_the_wrong_one(self, _dt) -> None:
        """Brings the first wrong field into view, ready to be typed into."""
        part = self._made.get(self._wrong[0]) if self._wrong else None
        if part is None or part.get_root_window() is None:
            return
        self.scroll.scroll_to(part, padding=t.S16, animate=False)
        if isinstance(part, Field):
            part.focus = True

    def _arrange(self, across: int) -> None:
        """Rows of fields whose labels stand on one line."""
        self.grid.clear_widgets()
        parts = list(self._made.values())
        for at in range(0, len(parts), across):
            row = HBox(spacing=t.S16)
            beside = parts[at : at + across]
            labels = not all(isinstance(part, SwitchField) for part in beside)
            for part in beside:
                if isinstance(part, SwitchField):
                    part.stand_beside(labels)
                row.add_widget(part)
            if len(row.children) < across:
                row.add_widget(Gap())
            self.grid.add_widget(row)

    def _make(self, field):
        name = field.name
        if field.kind == "choice":
            part = ChoiceField()
            part.choice.bind(on_choose=lambda _source, key: self.dispatch("on_edit", name, key))
        elif field.kind == "switch":
            part = SwitchField()
            part.toggle.bind(
                on_switch=lambda _source, on: self.dispatch("on_edit", name, "1" if on else "")
            )
        else:
            part = Field(kind=field.kind)
            part.bind(on_edit=lambda _source, text: self.dispatch("on_edit", name, text))
            part.bind(on_enter=lambda source: self._next(source))
            if field.kind == "date":
                part.sign = "calendar"
                part.bind(on_point=lambda _source: self.dispatch("on_pick_day", name))
        return part

    def _fill(self, part, field):
        label, error, hint = tr._(field.label), tr._(field.error), tr._(field.hint)
        if isinstance(part, ChoiceField):
            part.caption.text = label
            options = field.options
            part.choice.across = 0 if len(options) <= (4 if self.wide else 3) else 3
            part.choice.options, part.choice.value = options, field.value
            _tell_below(part, error, hint)
        elif isinstance(part, SwitchField):
            part.toggle.text, part.toggle.active = label, bool(field.value)
            _tell_below(part, error, hint)
        else:
            part.label, part.text, part.error, part.hint = label, field.value, error, hint
            part.sign_hint = tr._("Choose a day") if part.sign else ""

    def _next(self, source):
        """Enter goes to the next field that can be typed in."""
        fields = [part for part in self._made.values() if isinstance(part, Field)]
        at = fields.index(source)
        source.focus = False
        if at + 1 < len(fields):
            fields[at + 1].focus = True


def _tell_below(part, error: str, hint: str) -> None:
    part.below.text, part.below.tone = error or hint, "bad" if error else "ink2"
    place(part, part.below, error or hint)


class FormScreen(PultScreen):
    """A whole screen for a ``FormState``; a form's screen needs nothing but this class.

    Intents: ``edit(name, value)``, ``pick_day(name)``, ``save()``, each extra's own name,
    ``close()``.
    """

    def __init__(self, **kwargs):
        self.sheet = Sheet()
        self.view = FormView()
        self.save = MainBtn(money=True)
        self.extras: list[Btn] = []
        self.below = HBox(spacing=t.S8)
        super().__init__(**kwargs)
        self.add_widget(self.sheet)
        self.sheet.add(self.view, self.save)
        self.save.bind(on_tap=lambda *_: self.act("save"))
        self.view.bind(on_edit=lambda _view, name, value: self.act("edit", name, value))
        self.view.bind(on_pick_day=lambda _view, name: self.act("pick_day", name))
        self.redraw(self._show, "state", "wide", "width", words=True)

    def _show(self, *_):
        form = self.state
        if form is None:
            return
        self.sheet.title = tr._(form.title)
        self.view.wide = self.wide
        self.save.verb = tr._(form.save_text)
        self.view.form = form
        if not form.fields:
            # It was left: the next one begins at its top.
            self.view.scroll.scroll_y = 1
        for extra in self.extras:
            extra.parent.remove_widget(extra)
        self.extras = []
        # The bar itself is laid out later than its page.
        words = [tr._(one.text) for one in form.extra]
        crowded = self.sheet.bar.crowded_by(words, self.width)
        place(self.sheet.body, self.below, crowded, len(self.sheet.body.children))
        for extra in form.extra:
            button = Btn(text=tr._(extra.text), look=extra.look, height=t.H_FLOOR)
            button.bind(on_tap=lambda _source, intent=extra.intent: self.act(intent))
            self.extras.append(button)
            (self.below if crowded else self.sheet.bar).add_widget(button)
