"""What pages that write to a USB stick have in common: which are plugged in, which is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from kiosk.presenters.base import A, Presenter
from kiosk.presenters.files.place_words import place_name
from kiosk.presenters.forms import FormField, FormState, Options
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.files.sticks import Stick, Sticks

LOOK_SECONDS = 2.0
NOTHING = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class StickState:
    """``form``: what is written. ``sticks``: where to, of which ``stick`` is chosen. ``told``: what
    has been written; ``files``: which, with a word about each."""

    form: FormState = NOTHING
    sticks: Options = ()
    stick: str = ""
    writing: bool = False
    told: Text = ""
    files: tuple[tuple[Text, Text], ...] = ()

    @property
    def why(self) -> Text:
        """What is to be done before anything can be written, or empty."""
        if self.writing:
            return T("Writing. Leave the stick in.")
        if not self.stick:
            return T("Plug in a USB stick.")
        chosen = any(field.value for field in self.form.fields if field.kind == "switch")
        return "" if chosen else self.nothing

    @property
    def nothing(self) -> Text:
        """Said while nothing is chosen to be written."""
        return T("Choose at least one list.")


S = TypeVar("S", bound=StickState)


class StickPage(Presenter[S, A]):
    """Looks for sticks every now and then while it is on top."""

    def forget(self) -> None:
        self._sticks: tuple[Stick, ...] = ()
        self._look_at = 0.0
        self._looking = False
        self._here = False

    def tick(self) -> None:
        now = self.clock.monotonic()
        if not self._here or self._looking or self.state.writing or now < self._look_at:
            return
        self._looking, self._look_at = True, now + LOOK_SECONDS
        self.host.worker.do(Sticks(self.services.context).plugged, self._found, self._cannot)

    def edit(self, name: str, value: str) -> None:
        form = self.state.form
        fields = tuple(
            replace(field, value=value) if field.name == name else field for field in form.fields
        )
        self.show(replace(self.state, form=replace(form, fields=fields), files=()))

    def choose(self, key: str) -> None:
        """Which stick."""
        self.show(replace(self.state, stick=key))

    @property
    def _stick(self) -> Stick:
        return self._sticks[int(self.state.stick)]

    def _field(self, name: str) -> FormField:
        return next(field for field in self.state.form.fields if field.name == name)

    def _told_where(self, folder: Path) -> Text:
        """Where what was written is, and whether the stick can be taken out."""
        if any(one.fixed and one.path == folder.parent for one in self._sticks):
            return T("It is in the folder {folder}.", folder="/".join(folder.parts[-2:]))
        return T(
            "It is on the stick, in the folder {folder}. The stick can be taken out.",
            folder=folder.name,
        )

    def _found(self, sticks: tuple[Stick, ...]) -> None:
        self._looking = False
        if not self._here or self.state.writing:
            return
        told = self.state.told if self.state.files else ""
        if sticks != self._sticks:
            told = ""
            self._sticks = sticks
        state = replace(
            self.state,
            sticks=tuple((str(number), place_name(one)) for number, one in enumerate(sticks)),
            stick=self.state.stick if self._has(self.state.stick) else "0" if sticks else "",
            told=told,
        )
        self.show(state)

    def _has(self, key: str) -> bool:
        return bool(key) and int(key) < len(self._sticks)

    def _cannot(self, error: PultError) -> None:
        self._looking = False
        if self._here:
            self.show(replace(self.state, writing=False, told=""))
            self.refused(error)
