"""Roles, PINs, rights, cards and the salon's own facts against the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store import cards, marks_of, salon
from kiosk.salon.store.audit.part import Part, Told
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import LOST, ROTATED


@dataclass(slots=True)
class _Member:
    """``pin``: mark of the PIN, None when it was set before marks were written down."""

    role: str = ""
    active: bool = False
    has_pin: bool = False
    pin: str | None = ""
    limit: int | None = None


class Team(Part):
    kinds = frozenset({"staff.added", "staff.changed", "staff.pin"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._members: dict[str, _Member] = {}

    def take(self, told: Told) -> None:
        body = told.body
        member = self._members.setdefault(body["staff"], _Member())
        if told.kind == "staff.pin":
            member.has_pin = True
            member.pin = body["pin"] if told.formula > 1 else None
        else:
            member.role, member.active = body["role"], body["active"]
            member.limit = body.get("discount_limit")

    def differences(self) -> Iterator[Msg]:
        missing = dict(self._members)
        for pseudonym, name, role, active, pin_hash, limit in self.store.rows(
            "SELECT lower(hex(pseudonym)), first_name, role, active, pin_hash, discount_limit "
            "FROM staff ORDER BY sort"
        ):
            said = missing.pop(pseudonym, None)
            if said is None:
                yield T("{name} of the team is not in the journal.", name=name)
                continue
            if (said.role, said.active) != (role, bool(active)):
                yield T("The role of {name} is not what the journal says.", name=name)
            if said.limit != limit:
                yield T("The highest discount of {name} is not what the journal says.", name=name)
            pin = "" if not pin_hash else said.pin
            if said.has_pin != bool(pin_hash) or (
                pin is not None and pin_hash and pin != marks_of.pin(pin_hash)
            ):
                yield T("The PIN of {name} was changed beside the journal.", name=name)
        for pseudonym in missing:
            yield T("Somebody of the team is missing ({pseudonym}).", pseudonym=pseudonym[:8])


class Rights(Part):
    """What is granted or withdrawn now is what was granted or withdrawn last."""

    kinds = frozenset({"right.granted"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: dict[tuple[str, str], bool] = {}

    def take(self, told: Told) -> None:
        self._said[told.body["staff"], told.body["right"]] = told.body["granted"]

    def differences(self) -> Iterator[Msg]:
        missing = dict(self._said)
        for pseudonym, name, right, granted in self.store.rows(
            "SELECT lower(hex(s.pseudonym)), s.first_name, r.name, r.granted FROM staff_right r "
            "JOIN staff s ON s.id = r.staff_id ORDER BY s.sort, r.name"
        ):
            if missing.pop((pseudonym, right), None) != bool(granted):
                yield T(
                    "The right of {name} is not what the journal says: {right}.",
                    name=name,
                    right=right,
                )
        for pseudonym, right in missing:
            yield T(
                "A right is missing ({pseudonym}): {right}.", pseudonym=pseudonym[:8], right=right
            )


class Cards(Part):
    """Of each holder as many as were given; each of those with a mark in the right hands and
    state. A change of the key gives them other marks: those of the team are written down again."""

    kinds = frozenset(
        {
            *("card.given", "card.lost", "card.blocked", "card.replaced", "card.unblocked"),
            *("client.erased", ROTATED, LOST),
        }
    )

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._given: Counter[str] = Counter()
        self._states: dict[str, tuple[str, str]] = {}

    def take(self, told: Told) -> None:
        body = told.body
        if told.kind in (ROTATED, LOST):
            self._states = {
                mark: (holder, state) for mark, holder, state in body.get("team_cards", ())
            }
            return
        holder = body.get("staff") or body["client"]
        if told.kind == "client.erased":
            self._given.pop(holder, None)
            self._states = {mark: has for mark, has in self._states.items() if has[0] != holder}
            return
        if told.kind == "card.given":
            self._given[holder] += 1
        if told.formula > 1:
            state = told.kind.removeprefix("card.")
            if state in ("given", "unblocked"):
                state = "active"
            self._states[body["card"]] = (holder, state)

    def differences(self) -> Iterator[Msg]:
        found: Counter[str] = Counter()
        states = dict(self._states)
        for held in cards.with_holders(self.store):
            card, holder = held.card, held.pseudonym
            found[holder] += 1
            said = states.pop(marks_of.card(card.id, card.token), None)
            if said is not None and said != (holder, card.state):
                yield T("A card is not in the hands or state that the journal says.")
        for holder in sorted({*found, *self._given}):
            if found[holder] != self._given[holder]:
                yield T("Somebody has other cards than the journal says ({who}).", who=holder[:8])
        for _ in states:
            yield T("A card was exchanged or taken away beside the journal.")


class Profile(Part):
    kinds = frozenset({"salon.set_up", "salon.changed"})
    _said: dict[str, Any] | None = None

    def take(self, told: Told) -> None:
        self._said = dict(told.body)

    def differences(self) -> Iterator[Msg]:
        stored = salon.load(self.store)
        if self._said is None or stored is None:
            if (self._said is None) != (stored is None):
                yield T("The salon's own facts are not in the journal, or only there.")
            return
        for name, value in self._said.items():
            has = getattr(stored, name, value)
            if (list(has) if isinstance(has, tuple) else has) != value:
                yield T("The salon's {what} is not what the journal says.", what=name)
