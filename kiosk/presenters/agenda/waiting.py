"""The waiting list: people without a booking, to be seated or let go."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.agenda.args import Booked, BookingArgs, DeskArgs, WaitingArgs
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.rows import Row
from kiosk.salon.domain.agenda.appointment import WaitingEntry
from kiosk.salon.domain.text import N, T, Text, TimeOfDay


@dataclass(frozen=True, slots=True)
class WaitingState:
    """``selected``: key of the row the two buttons act on, empty for none; ``name``: whose.
    ``why``: why nobody can be seated."""

    rows: tuple[Row, ...] = ()
    selected: str = ""
    name: str = ""
    summary: Text = ""
    why: Text = ""


class Waiting(Presenter[WaitingState, WaitingArgs]):
    name = "waiting"
    blank = WaitingState()

    def forget(self) -> None:
        self._entries: tuple[WaitingEntry, ...] = ()
        self._selected = ""

    def enter(self, args: WaitingArgs) -> None:
        self._selected = args.selected
        self._read()

    def resume(self, result: Result | None = None) -> None:
        """Back from seating somebody: the agenda shows where."""
        if isinstance(result, Booked):
            self.host.go(DeskArgs(appointment_id=result.appointment_id))
        else:
            self._read()

    def tick(self) -> None:
        self._read()

    def pick(self, key: str) -> None:
        self._selected = key
        self._read()

    def seat(self) -> None:
        """Opens a booking that begins now; saving it takes the person off the list."""
        entry = self._entry()
        if entry is not None:
            self.host.go(
                BookingArgs(
                    waiting_id=entry.id,
                    client_id=entry.client_id,
                    guest_name="" if entry.client_id else entry.first_name,
                    here_now=True,
                )
            )

    def gone(self) -> None:
        """The person has left."""
        entry = self._entry()
        if entry is None:
            return
        self.services.waiting.leave(entry.id, self.by)
        self.host.say(Toast(T("{name} is off the list.", name=entry.first_name), "info"))
        self._read()

    def add(self) -> None:
        """Somebody came without a booking and can be seen at once."""
        self.host.go(BookingArgs(here_now=True))

    def _entry(self) -> WaitingEntry | None:
        return next((entry for entry in self._entries if entry.id.hex() == self._selected), None)

    def _read(self) -> None:
        self._entries = self.services.waiting.today()
        now = self.services.context.now()
        if self._entry() is None:
            self._selected = self._entries[0].id.hex() if len(self._entries) == 1 else ""
        chosen = self._entry()
        self.show(
            WaitingState(
                tuple(self._row(entry, now) for entry in self._entries),
                self._selected,
                chosen.first_name if chosen else "",
                N("{n} person waiting", "{n} people waiting", len(self._entries)),
                self._nobody(),
            )
        )

    def _nobody(self) -> Text:
        if self._selected:
            return ""
        return T("Choose a person") if self._entries else T("Nobody is waiting.")

    def _row(self, entry: WaitingEntry, now: int) -> Row:
        minutes = max(0, (now - entry.at) // 60_000)
        chosen = entry.id.hex() == self._selected
        return Row(
            entry.id.hex(),
            entry.first_name,
            T("since {time}", time=TimeOfDay(entry.at)),
            N("{n} minute", "{n} minutes", minutes),
            icon="check-circle" if chosen else "hourglass",
            tone="primary" if chosen else "",
        )
