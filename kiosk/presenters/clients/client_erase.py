"""Erasing a client for ever: what goes, what stays, and the name typed as a signature."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.clients.args import ClientEraseArgs, ClientErased
from kiosk.presenters.forms import require_manager
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, N, T, Text

GOES: tuple[Msg, ...] = (
    T("Name, phones, e-mail, address and date of birth"),
    T("Notes and warnings, also those of visits"),
    T("Reasons typed for prices, discounts and voids of their bills"),
    T("Cards: they work no more and can be given to somebody else"),
)
STAYS: tuple[Msg, ...] = (
    T("Sales and their receipts in the books, without a name"),
    T("Visits in the agenda, without a name"),
    T("What was typed in bills of others, even if it names them"),
    T("Copies outside this box: printed papers, exported files, backups"),
)


TYPE_FIRST = T("Type the name first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientEraseState:
    """``word``: what has to be typed, ``ask`` says so. ``coming``: visits that nobody
    could be told about any more. ``hindered``: what has to be done first."""

    name: str = ""
    word: str = ""
    ask: Text = ""
    typed: str = ""
    goes: tuple[Msg, ...] = GOES
    stays: tuple[Msg, ...] = STAYS
    coming: Text = ""
    hindered: Text = ""
    why: Text = TYPE_FIRST


class ClientErase(Presenter[ClientEraseState, ClientEraseArgs]):
    """Managers only."""

    name = "client_erase"
    blank = ClientEraseState()

    def forget(self) -> None:
        self._id: Id = b""

    def enter(self, args: ClientEraseArgs) -> None:
        require_manager(self)
        self._id = args.client_id
        client = self.services.clients.get(self._id)
        coming = self.services.clients.coming(self._id)
        word = client.last_name or client.first_name
        self.show(
            ClientEraseState(
                name=client.name,
                word=word,
                goes=(*GOES, *self._elsewhere()),
                ask=T("Type {name} to sign", name=word),
                coming=N(
                    "{n} booked visit is still to come. Cancel it first if nobody will come.",
                    "{n} booked visits are still to come. Cancel them first if nobody will come.",
                    coming,
                )
                if coming
                else "",
            )
        )
        self._look()

    def _elsewhere(self) -> tuple[Msg, ...]:
        services = ", ".join(self.services.sync.keeping_clients())
        if not services:
            return ()
        return (T("The contact at {service}, at the next synchronisation", service=services),)

    def _hindrance(self) -> Text:
        try:
            self.services.clients.may_erase(self._id)
        except Refused as error:
            return error.message
        return ""

    def edit(self, typed: str) -> None:
        """The name is being typed; case and diacritics do not matter."""
        self.show(replace(self.state, typed=typed))
        self._look()

    def _look(self) -> None:
        typed, hindered = self.state.typed, self._hindrance()
        right = bool(typed.strip()) and fold(typed) == fold(self.state.word)
        why: Text = "" if right else TYPE_FIRST
        self.show(
            replace(self.state, hindered=hindered, why=T("Not possible now") if hindered else why)
        )

    def erase(self) -> None:
        member = require_manager(self)
        if self.state.why:
            self.services.clients.may_erase(self._id)
            raise Refused(TYPE_FIRST)
        self.services.clients.erase(self._id, member.id)
        self.host.say(Toast(T("The client was erased.")))
        self.host.back(ClientErased())

    def refused(self, error: PultError) -> None:
        super().refused(error)
        if self._id:
            self._look()
