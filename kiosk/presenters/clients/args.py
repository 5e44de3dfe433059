"""What the clients' screens take and hand back."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Args, Result
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.ids import Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientsArgs(Args):
    """``pick``: whom one taps is handed to the screen below instead of being opened. ``chosen``:
    somebody is picked there already, so that nobody can be picked too."""

    pick: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class OneClientArgs(Args):
    """Of the screens that are about one client."""

    client_id: Id


class ClientArgs(OneClientArgs): ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFormArgs(Args):
    """``client_id``: whom to edit, None for a new client. ``typed``: what was searched for, taken
    for the name or the phone of a new one. ``hand_back``: a new client goes to the screen below
    instead of being opened."""

    client_id: Id | None = None
    typed: str = ""
    hand_back: bool = False


class ClientEraseArgs(OneClientArgs): ...


class PointsFormArgs(OneClientArgs): ...


@dataclass(frozen=True, slots=True)
class CardsArgs(Args):
    """``holder``: whose cards."""

    holder: CardHolder


@dataclass(frozen=True, slots=True)
class ClientSaved(Result):
    """A client was added or changed."""

    client_id: Id


@dataclass(frozen=True, slots=True)
class ClientPicked(Result):
    """Who was wanted; None for nobody."""

    client_id: Id | None


@dataclass(frozen=True, slots=True)
class ClientErased(Result):
    """There is nobody to show any more."""
