"""What the desk says about the selected visit, and what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.presenters.agenda.rooms import needs
from kiosk.presenters.args import PlainScreen
from kiosk.salon.domain.agenda.appointment import MOVABLE, Appointment, VisitState
from kiosk.salon.domain.goods.catalogue import Resource
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T, Text, TimeOfDay

STATE_TEXT: dict[VisitState, Msg] = {
    "booked": T("booked"),
    "arrived": T("has arrived"),
    "in_chair": T("in the chair"),
    "done": T("done"),
    "paid": T("paid"),
    "no_show": T("did not come"),
    "cancelled": T("cancelled"),
}

BEFORE: dict[VisitState, VisitState] = {
    "arrived": "booked",
    "in_chair": "arrived",
    "done": "in_chair",
    "no_show": "booked",
    "cancelled": "booked",
}
"""What a touch on Undo goes back to, unless the state before is known."""


@dataclass(frozen=True, slots=True)
class ChipView:
    """``opens``: the screen behind it, where a touch opens one; ``visit``: which one comes up."""

    text: Text
    icon: str
    tone: str
    opens: PlainScreen | None = None
    visit: Id | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """``intent`` of the desk, called with ``arg`` when there is one. ``busy``: it is under way, and
    cannot be asked for again."""

    intent: str
    text: Text
    icon: str
    look: str = "plain"
    arg: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPanel:
    """``note``: of this visit; ``client_note``: what is known of the client; ``rooms``: what it
    needs beside the stylist; ``clash``: why it does not fit where it stands. ``first``: the one
    action that comes next, or None; ``others``: behind *More*, which is open when ``more``.
    ``may_change``: time, services and note.
    ``service_lines``: what is booked, shown when there is no bill yet."""

    key: str
    name: str
    has_client: bool
    subtitle: Text
    chips: tuple[ChipView, ...]
    note: str
    first: Action | None
    others: tuple[Action, ...]
    client_note: str = ""
    rooms: Text = ""
    clash: Text = ""
    may_change: bool = False
    more: bool = False
    service_lines: tuple[str, ...] = ()


_ARRIVED = Action("set_state", T("Arrived"), "hourglass", "primary", "arrived")
_IN_CHAIR = Action("set_state", T("In the chair"), "armchair", "primary", "in_chair")
_DONE = Action("set_state", T("Done"), "check", "primary", "done")
_NO_SHOW = Action("set_state", T("Did not come"), "user-x", "plain", "no_show")
_CANCEL = Action("set_state", T("Cancel visit"), "x", "danger", "cancelled")
_NOT_HERE = Action("set_state", T("Not here yet"), "undo", "plain", "booked")
_BACK_WAITING = Action("set_state", T("Still waiting"), "undo", "plain", "arrived")
_BACK_CHAIR = Action("set_state", T("Back in the chair"), "undo", "plain", "in_chair")
_BOOKED_AGAIN = Action("set_state", T("Booked again"), "undo", "plain", "booked")
_SLIP = Action("print_slip", T("Print slip"), "printer")
_AGAIN = Action("rebook", T("Book again"), "calendar")

_CHANGE = Action("edit", T("Change visit"), "edit", "soft")
_LEAVE_SO = Action("leave_so", T("Leave it so"), "check")

_ACTIONS: dict[VisitState, tuple[Action | None, tuple[Action, ...]]] = {
    "booked": (_ARRIVED, (_IN_CHAIR, _SLIP, _NO_SHOW, _CANCEL)),
    "arrived": (_IN_CHAIR, (_SLIP, _NOT_HERE, _NO_SHOW, _CANCEL)),
    "in_chair": (_DONE, (_AGAIN, _BACK_WAITING)),
    "done": (None, (_AGAIN, _BACK_CHAIR)),
    "paid": (None, (_AGAIN,)),
    "no_show": (_ARRIVED, (_BOOKED_AGAIN, _AGAIN)),
    "cancelled": (None, (_BOOKED_AGAIN, _AGAIN)),
}


def pays_next(visit: Appointment) -> bool:
    """Whether paying is the main thing now, not what becomes of the visit."""
    return _ACTIONS[visit.state][0] is None


def panel_of(
    visit: Appointment,
    known: Sequence[Resource],
    clash: Text,
    *,
    more: bool,
    billed: bool,
    to_place: bool,
    ahead: bool,
) -> VisitPanel:
    """``known``: rooms and devices. ``clash``: of ``clash_words.stands_badly``. ``billed``: the
    services stand on a bill below. ``to_place``: a program put it there.
    ``ahead``: it is on a day to come, when nobody arrives yet."""
    rooms = {room for service in visit.services for room in service.resource_ids}
    first, others = _ACTIONS[visit.state]
    if ahead and visit.state == "booked":
        first, others = _CHANGE, (_SLIP, _AGAIN, _ARRIVED, _CANCEL)
    if to_place:
        others = (_LEAVE_SO, *others)
    others = tuple(
        replace(action, look="soft") if action.look == "primary" else action for action in others
    )
    return VisitPanel(
        key=visit.id.hex(),
        name=visit.client_name,
        has_client=visit.client_id is not None,
        subtitle=T(
            "{start} – {end} · {stylist} · {state}",
            start=TimeOfDay(visit.starts_at),
            end=TimeOfDay(visit.ends_at),
            stylist=visit.staff_first_name,
            state=STATE_TEXT[visit.state],
        ),
        chips=_chips(visit),
        note=visit.note,
        first=first,
        others=others,
        client_note=visit.client_note,
        rooms=needs(known, rooms),
        clash=clash,
        may_change=visit.state in MOVABLE,
        more=more,
        service_lines=() if billed else tuple(service.name for service in visit.services),
    )


def _chips(visit: Appointment) -> tuple[ChipView, ...]:
    chips = []
    if visit.warning:
        chips.append(ChipView(visit.warning, "alert-triangle", "bad"))
    if visit.client_id is None:
        chips.append(ChipView(T("No client's sheet"), "user", "info"))
    elif visit.client_status == "new":
        chips.append(ChipView(T("New client"), "star", "info"))
    elif visit.client_status in ("problem", "blocked"):
        chips.append(ChipView(T("Talk to a manager"), "alert-triangle", "warn"))
    if visit.state == "paid":
        chips.append(ChipView(T("Paid"), "check-circle", "ok"))
    return tuple(chips)
