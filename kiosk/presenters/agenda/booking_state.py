"""What the booking screen shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.presenters.agenda.visit_panel import ChipView
from kiosk.presenters.rows import Row
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import Duration, Phone, T, Text, TimeOfDay
from kiosk.salon.services.agenda.planning import FreeTime

Part = Literal["who", "what", "when", "note"]

GUEST, NEW = "guest", "new"
"""Keys of the two rows below the clients found."""


PARTS: tuple[tuple[str, Text], ...] = (
    ("who", T("Client")),
    ("what", T("Services")),
    ("when", T("Time")),
    ("note", T("Note")),
)
ANYBODY = ""
"""Key of whoever has time, beside those of the stylists."""


@dataclass(frozen=True, slots=True)
class ChosenLine:
    """A service on the booking, ``times`` over. ``detail``: how long all of them take."""

    key: str
    name: str
    detail: Text
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingState:
    """``part``: which list is shown: ``who`` (clients for ``query``), ``what`` (services of
    ``category``), ``when`` (``times`` that fit with ``stylist`` on ``day``, ``time_key`` of them
    chosen, or why there is ``none``), ``note``.

    ``name`` of the client or guest, ``client_note``: what is known of them, ``rooms``: what the
    services need beside the stylist, ``time`` as words; ``missing`` says what is still to be
    chosen or forbids it, empty when it can be saved. ``warning``: what stands in the way there,
    for who may book all the same. ``may_block``: an empty place was touched, and nobody is named
    yet. ``no_services``: the salon offers none, so nothing can be booked."""

    title: Text = ""
    part: Part = "who"
    parts: tuple[tuple[str, Text], ...] = PARTS
    query: str = ""
    rows: tuple[Row, ...] = ()
    no_services: bool = False
    category: str = ""
    categories: tuple[tuple[str, Text], ...] = ()
    day: Text = ""
    stylist: str = ""
    stylists: tuple[tuple[str, Text], ...] = ()
    name: str = ""
    phone: Text = ""
    chips: tuple[ChipView, ...] = ()
    client_note: str = ""
    note: str = ""
    chosen: tuple[ChosenLine, ...] = ()
    rooms: Text = ""
    times: tuple[tuple[str, Text], ...] = ()
    time_key: str = ""
    none: Text = ""
    length: Text = ""
    price: Text = ""
    time: Text = ""
    here_now: bool = False
    may_be_here: bool = False
    may_block: bool = False
    warning: Text = ""
    missing: Text = ""


def client_row(client: Client) -> Row:
    """A client found; a blocked one says so."""
    chip: Text = ""
    tone = ""
    if client.status == "blocked":
        chip, tone = T("Blocked"), "bad"
    elif client.warning:
        chip, tone = client.warning, "bad"
    return Row(
        client.id.hex(),
        f"{client.last_name} {client.first_name}".strip(),
        Phone(client.phone) if client.phone else client.email,
        icon="user",
        tone=tone,
        chip=chip,
    )


def extra_rows(typed: str) -> tuple[Row, ...]:
    """Ways on for somebody who is not among the clients."""
    name = " ".join(typed.split())
    if not name:
        return ()
    return (
        Row(NEW, T("New client: {name}", name=name), icon="user-plus", tone="primary"),
        Row(GUEST, T("Only a name: {name}", name=name), icon="edit", tone="primary"),
    )


def service_row(service: Service, currency: str, *, chosen: bool) -> Row:
    return Row(
        service.id.hex(),
        service.name,
        Duration(service.minutes),
        service.price(currency),
        icon="check" if chosen else "plus",
        tone="ok" if chosen else "",
    )


def times_of(found: Sequence[FreeTime]) -> tuple[tuple[str, Text], ...]:
    """Each beginning once, however many have time then."""
    return tuple((str(at), TimeOfDay(at)) for at in dict.fromkeys(time.starts_at for time in found))
