"""Forms: one way of filling in for clients, products, services, staff and the salon.

A form holds text as it is typed. On *Save* it is turned into values; what is wrong is said at the
field where that is known, else in the form's message, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeVar, cast

from kiosk.presenters.agenda.args import DatePickerArgs, DayPicked, DayUse
from kiosk.presenters.args import Args, PlainScreen, Result
from kiosk.presenters.base import A, Approvable, Presenter, Toast
from kiosk.salon.domain import people
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Right, StaffMember
from kiosk.salon.domain.text import Msg, T, Text

FieldKind = Literal[
    "text",
    "name",
    "number",
    "money",
    "phone",
    "email",
    "pin",
    "secret",
    "date",
    "codes",
    "time",
    "hours",
    "figures",
    "multiline",
    "choice",
    "switch",
]
UNSEEN: tuple[FieldKind, ...] = ("pin", "secret")
Options = tuple[tuple[str, Text], ...]
SAVE = T("Save")
MARKED = T("Please correct the marked fields.")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class FormField:
    """``value``: the text as typed, the key of an option, or ``1`` and empty for a switch.
    ``long_ago``: of a date, the year is asked for first. ``name`` is the kind of text in which each
    word begins with a capital letter, ``figures`` is mostly digits and signs, and may hold
    letters; ``secret`` is a password: dots, and kept nowhere."""

    name: str
    label: Text
    kind: FieldKind = "text"
    value: str = ""
    error: Text = ""
    options: Options = ()
    hint: Text = ""
    long_ago: bool = False


@dataclass(frozen=True, slots=True)
class FormButton:
    """A further button of a form."""

    intent: str
    text: Text
    look: str = "soft"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """``extra``: further buttons. ``first``: the field that can be typed into at once, where the
    form begins with one. ``message_tone``: ``bad`` for what is wrong, ``info`` for what to
    do next."""

    title: Text = ""
    fields: tuple[FormField, ...] = ()
    save_text: Text = SAVE
    message: Text = ""
    message_tone: str = "bad"
    extra: tuple[FormButton, ...] = ()
    first: str = ""


class FormPresenter(Presenter[FormState, A]):
    """Base of all forms. A form calls :meth:`open` in its :meth:`begin` and implements
    :meth:`submit`. What was typed and not saved can be had back for as long as *Undo* is shown.
    """

    blank = FormState()

    def forget(self) -> None:
        self._untouched: tuple[str, ...] = ()
        self._begun_with: Args | None = None
        self._saving = False

    def enter(self, args: A) -> None:
        self._begun_with = args
        self.begin(args)

    def begin(self, args: A, /) -> None:
        """The form comes up."""
        raise NotImplementedError

    def open(
        self,
        title: Text,
        fields: tuple[FormField, ...],
        *,
        extra: tuple[FormButton, ...] = (),
        save_text: Text = SAVE,
        first: str = "",
    ) -> None:
        """Shows the form anew."""
        self._untouched = tuple(field.value for field in fields)
        self.show(
            FormState(title=title, fields=fields, save_text=save_text, extra=extra, first=first)
        )

    @property
    def changed(self) -> bool:
        """Whether anything was typed since :meth:`open`."""
        return tuple(field.value for field in self.state.fields) != self._untouched

    def edit(self, name: str, value: str) -> None:
        """A field was changed; what was wrong with it is no longer said."""
        self._put(name, value=value, error="")

    def pick_day(self, name: str) -> None:
        """The sign at a date: it can be pointed at as well as typed. What cannot be read yet is
        left as it is until a day is chosen."""
        field = next(field for field in self.state.fields if field.name == name)
        day, chosen = self.services.context.today(), True
        try:
            day = parsed_input.day(field.value)
        except Refused:
            chosen = False
        use: DayUse = "birth" if field.long_ago else "plain"
        self.host.go(DatePickerArgs(day=day, use=use, chosen=chosen, what=name))

    def resume(self, result: Result | None = None) -> None:
        """Back in the form; what was typed stays."""
        if isinstance(result, DayPicked) and self.has(result.what):
            self.edit(result.what, shown_day(result.day.isoformat()))

    def save(self) -> None:
        # What broke a rule may be put right in another field than the one that was marked.
        fields = tuple(replace(field, error="") for field in self.state.fields)
        self.show(replace(self.state, fields=fields, message="", message_tone="bad"))
        self._saving = True
        try:
            if self._any_error(self.submit):
                self.hardware.sound("refuse")
        finally:
            self._saving = False

    def do_approved(self, do: Approvable, approved_by: Id) -> None:
        self._saving = True
        try:
            if self._any_error(lambda: do(approved_by)):
                self.hardware.sound("refuse")
        finally:
            self._saving = False

    def leave(self) -> None:
        lost, args = self._typed(), self._begun_with
        # A desk that has locked itself tells the next person nothing of what was typed.
        tell = self.changed and not self._saving and self.host.staff is not None
        super().leave()
        if tell and lost:
            words = T("The changes were not saved.")
            self.host.say(Toast(words, "info", T("Undo"), lambda: self._reopen(args, lost)))
        elif tell:
            self.host.say(Toast(T("The changes were not saved."), "info"))

    def work(
        self,
        work: Callable[[], V],
        done: Callable[[V], None],
        failed: Callable[[PultError], None] | None = None,
    ) -> None:
        """What takes long on *Save*. With ``done`` it is saved, so leaving the form then loses
        nothing; neither is told to a form that was left meanwhile."""

        def ended(result: V) -> None:
            if not self.state.fields:
                return
            self._saving = True
            try:
                done(result)
            finally:
                self._saving = False

        def refused(error: PultError) -> None:
            if self.state.fields:
                (failed or self.refused)(error)

        self.host.worker.do(work, ended, refused)

    def _typed(self) -> tuple[tuple[str, str], ...]:
        """Names and texts of the fields that were changed, but for what nobody may see: that is not
        kept."""
        return tuple(
            (field.name, field.value)
            for field, before in zip(self.state.fields, self._untouched, strict=False)
            if field.value != before and field.kind not in UNSEEN
        )

    def _reopen(self, args: Args | None, typed: tuple[tuple[str, str], ...]) -> None:
        """The form as it was left, over whatever is on screen now."""
        if self.state.fields:
            raise Refused(T("Another form is open. Close it first."))
        self.host.go(args or cast(PlainScreen, self.name))
        for name, text in typed:
            if self.has(name):
                self.edit(name, text)

    def submit(self) -> None:
        """Reads the values and saves them; raises Refused, or ends with every wrong field marked
        by :meth:`read` and nothing saved."""
        raise NotImplementedError

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self.show(replace(self.state, message=error.message, message_tone="bad"))

    # -- for the forms ------------------------------------------------------------------------

    def value(self, name: str) -> str:
        """A field's text without blanks around it."""
        return next(field.value.strip() for field in self.state.fields if field.name == name)

    def values(self, *names: str) -> dict[str, Any]:
        """The texts of several fields by name, for those of a record that are called like them."""
        return {name: self.value(name) for name in names}

    def on(self, name: str) -> bool:
        """Whether a switch is on; one that is not in the form is."""
        return not self.has(name) or self.value(name) == "1"

    def has(self, name: str) -> bool:
        return any(field.name == name for field in self.state.fields)

    def read(self, name: str, parse: Callable[[str], V], default: V) -> V:
        """A field's value; what ``parse`` refuses is said at the field and ``default`` returned.
        Call :meth:`require_right` before anything is saved."""
        try:
            return parse(self.value(name))
        except Refused as error:
            self._put(name, error=error.message)
            if any(field.name == name and field.kind in UNSEEN for field in self.state.fields):
                # Nobody sees what the dots stand for: the next sign begins a new one.
                self._put(name, value="")
            return default

    def money(self, name: str) -> int:
        """Minor units of the salon's currency."""
        exponent = self.services.context.salon.currency.exponent
        return self.read(name, lambda text: parsed_input.decimal(text, exponent), 0)

    def require_right(self) -> None:
        """Refused when :meth:`read` has marked a field."""
        if any(field.error for field in self.state.fields):
            raise _Marked(MARKED)

    def _any_error(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except _Marked as error:
            self.show(replace(self.state, message=error.message))
            return True
        except Refused as error:
            if not self.has(error.field):
                raise
            # A rule of the house that one field breaks is said there, as what cannot be read is.
            self._put(error.field, error=error.message)
            self.show(replace(self.state, message=MARKED))
            return True
        return False

    def _put(self, name: str, **values: Any) -> None:
        fields = tuple(
            replace(field, **values) if field.name == name else field for field in self.state.fields
        )
        self.show(replace(self.state, fields=fields))


class _Marked(Refused):
    """The fields say what is wrong."""


def shown_day(iso: str) -> str:
    """An ISO day as it is typed: 24. 12. 1985 (empty stays empty)."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day}. {day.month}. {day.year}"


def typed_day(text: str) -> str:
    """The ISO day of what was typed (empty stays empty)."""
    return parsed_input.day(text).isoformat() if text else ""


def shown_money(minor: int, decimals: int) -> str:
    """An amount as it is typed, with a comma and without needless zeros: 349,5 -> 349,50."""
    text = parsed_input.plain(minor, decimals)
    return text.removesuffix(".00").replace(".", ",")


def switch(name: str, label: Msg, value: bool) -> FormField:
    return FormField(name, label, "switch", "1" if value else "")


def require_manager(presenter: Presenter[Any, Any]) -> StaffMember:
    """Who is at the desk, if a manager. Refused, and journalled, for anybody else."""
    rights = presenter.services.rights
    return rights.require_manager(presenter.by, people.UNLOCK_AS_MANAGER)


def require_right(presenter: Presenter[Any, Any], right: Right) -> StaffMember:
    """Who is at the desk, if they may do or see it without being asked. Refused, and journalled,
    for anybody else."""
    return presenter.services.rights.require(right, presenter.by)
