"""Lists written to a USB stick."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import FormState, Options, require_manager, switch
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import Msg, N, T, Text
from kiosk.salon.services.files.exporting import Kind
from kiosk.salon.services.files.sticks import Stick, Sticks, Written

LOOK_SECONDS = 2.0
NAMES: dict[Kind, Msg] = {
    "clients": T("Clients"),
    "services": T("Services"),
    "stock": T("Products and stock"),
    "sales": T("Sales"),
    "punches": T("Attendance"),
    "staff": T("Team"),
}
KINDS = tuple(NAMES)


NOTHING = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFilesState:
    """``form``: a switch for each list. ``sticks``: where to, of which ``stick`` is chosen.
    ``told``: what has been written; ``files``: which, with their rows. ``why``: what is to be done
    before anything can be written, or empty."""

    form: FormState = NOTHING
    sticks: Options = ()
    stick: str = ""
    writing: bool = False
    told: Text = ""
    files: tuple[tuple[Text, Text], ...] = ()

    @property
    def why(self) -> Text:
        if self.writing:
            return T("Writing. Leave the stick in.")
        if not self.stick:
            return T("Plug in a USB stick.")
        chosen = any(field.value for field in self.form.fields)
        return "" if chosen else T("Choose at least one list.")


class ExportFiles(Presenter[ExportFilesState, None]):
    name = "export_files"
    blank = ExportFilesState()

    def forget(self) -> None:
        self._sticks: tuple[Stick, ...] = ()
        self._look_at = 0.0
        self._looking = False
        self._here = False

    def enter(self, _: None = None) -> None:
        require_manager(self.host)
        self._here = True
        fields = tuple(switch(kind, NAMES[kind], kind != "punches") for kind in KINDS)
        self.show(ExportFilesState(form=FormState(fields=fields)))
        self.tick()

    def tick(self) -> None:
        now = self.clock.monotonic()
        if not self._looking and not self.state.writing and now >= self._look_at:
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

    def write(self) -> None:
        by = require_manager(self.host)
        kinds = tuple(
            kind
            for kind in KINDS
            if any(field.name == kind and field.value for field in self.state.form.fields)
        )
        if self.state.why:
            return
        stick = self._sticks[int(self.state.stick)]
        self.show(replace(self.state, writing=True, files=(), told=""))
        sticks = Sticks(self.services.context)
        self.host.worker.do(lambda: sticks.export(stick, kinds, by.id), self._written, self._cannot)

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
            sticks=tuple((str(number), one.name) for number, one in enumerate(sticks)),
            stick=self.state.stick if self._has(self.state.stick) else "0" if sticks else "",
            told=told,
        )
        self.show(state)

    def _has(self, key: str) -> bool:
        return bool(key) and int(key) < len(self._sticks)

    def _written(self, files: tuple[Written, ...]) -> None:
        if not self._here:
            return
        self.hardware.sound("ok")
        self.show(
            replace(
                self.state,
                writing=False,
                told=T(
                    "It is on the stick, in the folder {folder}. The stick can be taken out.",
                    folder=files[0].path.parent.name,
                ),
                files=tuple((NAMES[one.kind], N("{n} row", "{n} rows", one.rows)) for one in files),
            )
        )

    def _cannot(self, error: PultError) -> None:
        self._looking = False
        if self._here:
            self.show(replace(self.state, writing=False, told=""))
            self.refused(error)
