"""What the machine does at the desk and in Google's calendar."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kiosk.salon.domain.agenda.appointment import MOVABLE, Appointment, VisitState
from kiosk.salon.domain.agenda.clash import BUT_VISITS
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.till import bills
from sync_agent.sides.visits import span
from tests.fakes.google.calendar_book import Event
from tests.sync_agent.plays.calendar_outcome import Outcome
from tests.sync_agent.plays.calendar_world import HALF_HOUR

PICK = st.integers(0, 255)
STATES: tuple[VisitState, ...] = (
    *("cancelled", "cancelled", "booked", "booked", "arrived"),
    *("in_chair", "done", "paid", "no_show"),
)
WORDS = ("summary", "description", "colorId", "location", "reminders")


class Edits(Outcome):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.meanwhile = False
        """Something is done in the middle of a run."""

    def _visit(self, pick: int, state: tuple[VisitState, ...] = ()) -> Appointment | None:
        visits = self.world.visits().values()
        found = [visit for visit in visits if not state or visit.state in state]
        return found[pick % len(found)] if found else None

    def _event(self, pick: int, *, living: bool = True) -> tuple[Event, Id] | None:
        found = [
            (event, visit_id)
            for event, visit_id in self.world.events(living=living)
            if visit_id is not None
        ]
        return found[pick % len(found)] if found else None

    def _enter(self, visit_id: Id, start: int, where: str) -> None:
        cancelled = self.world.visits()[visit_id].state == "cancelled"
        if self.meanwhile and cancelled and self.world.wire.deleting:
            return  # between our reading and our deleting it, which shows no version
        link = self.world.link(visit_id)
        base = link.base if link is not None and link.base is not None else {}
        if base.get("time", "").startswith(span(start, start).partition("/")[0]):
            return  # away and back again is no edit
        self.entered[visit_id, start] = where

    def _at_rest(self, event: Event, visit_id: Id) -> bool:
        """Both sides agree about this visit and nothing is under way."""
        link = self.world.link(visit_id)
        return (
            not self.meanwhile
            and link is not None
            and (link.state, link.intent, link.tried_at) == ("linked", "", 0)
            and link.key == event.id
            and link.base == self.world.record(visit_id) == self.world.told(event)
        )

    # -- the desk --------------------------------------------------------------------------------

    @rule(slot=PICK, stylist=PICK, service=PICK, who=st.integers(0, 4))
    def desk_book(self, slot: int, stylist: int, service: int, who: int) -> None:
        world = self.world
        self.expected = None
        self.count += 1
        start = world.slot(slot)
        client = world.clients[who] if who < len(world.clients) else None
        with suppress(Refused, NotFound):
            made = world.salon.agenda.book(
                world.stylists[stylist % 2],
                start,
                [world.services[service % 2]],
                world.manager,
                client_id=client,
                guest_name="" if client else f"Guest{self.count}.",
                note=f"Note{self.count}." if self.count % 3 == 0 else "",
                despite=BUT_VISITS,
            )
            self._enter(made.id, start, "here")

    @rule(pick=PICK, slot=PICK, stylist=st.sampled_from([0, 0, 1]))
    def desk_move(self, pick: int, slot: int, stylist: int) -> None:
        visit, start = self._visit(pick, MOVABLE), self.world.slot(slot)
        self.expected = None
        if visit is None:
            return
        staff_id = self.world.stylists[stylist] if stylist else visit.staff_id
        with suppress(Refused):
            self.world.salon.agenda.move(
                visit.id, staff_id, start, self.world.manager, despite=BUT_VISITS
            )
            self._contest(visit.id)
            if start != visit.starts_at:
                self._knowingly(visit.id, visit.starts_at)
                self._enter(visit.id, start, "here")

    @rule(pick=PICK, service=PICK)
    def desk_services(self, pick: int, service: int) -> None:
        visit = self._visit(pick, MOVABLE)
        self.expected = None
        if visit is not None:
            chosen = self.world.services[: 1 + service % 2][service % 3 % 2 :]
            with suppress(Refused):
                self.world.salon.agenda.change(
                    visit.id,
                    visit.staff_id,
                    visit.starts_at,
                    chosen or self.world.services,
                    self.world.manager,
                    despite=BUT_VISITS,
                )
            self._contest(visit.id)

    @rule(pick=PICK, state=st.sampled_from(STATES))
    def desk_state(self, pick: int, state: VisitState) -> None:
        visit = self._visit(pick)
        self.expected = None
        if visit is None or visit.state == state:
            return
        try:
            self.world.desk_state(visit.id, state)
        except Refused:
            return
        self.contested.discard(visit.id)
        if state == "cancelled":
            self.cancelled.add(visit.id)
        elif visit.state == "cancelled" and self.world.salon.agenda.get(visit.id).state == state:
            self.cancelled.discard(visit.id)
            if self.world.link(visit.id) is None:
                self.deleted_there.discard(visit.id)

    @rule(pick=PICK)
    def desk_toggle(self, pick: int) -> None:
        """Cancelled, or booked again."""
        visit = self._visit(pick)
        if visit is not None:
            self.desk_state(pick, "booked" if visit.state == "cancelled" else "cancelled")

    @rule(pick=PICK)
    def desk_bill(self, pick: int) -> None:
        visit = self._visit(pick, ("booked", "arrived"))
        self.expected = None
        if visit is not None:
            self.world.desk_bill(visit.id)

    @rule(pick=PICK)
    def desk_rename(self, pick: int) -> None:
        self.expected = None
        self.count += 1
        with suppress(Refused):
            client_id = self.world.clients[pick % len(self.world.clients)]
            self.world.desk_rename(client_id, self.count + 100)

    @rule(pick=PICK)
    def desk_erase(self, pick: int) -> None:
        self.expected = None
        client_id = self.world.clients[pick % len(self.world.clients)]
        with suppress(Refused, NotFound):
            client = self.world.salon.clients.get(client_id)
            self.world.salon.clients.erase(client_id, self.world.manager)
            self.erased |= {client.first_name, client.last_name}

    # -- the owner -------------------------------------------------------------------------------

    @rule(pick=PICK, slot=PICK)
    def there_move(self, pick: int, slot: int) -> None:
        found, start = self._event(pick), self.world.slot(slot)
        self.expected = None
        if found is None:
            return
        event, visit_id = found
        if event.data["start"].get("dateTime") and event.start_ms == start:
            return
        rest = self._at_rest(event, visit_id)
        self._moved(event, visit_id)
        self.world.there_move(event, start)
        self._enter(visit_id, start, "there")
        visit = self.world.visits()[visit_id]
        free = self.world.is_free(visit, start) and not self._contested(event)
        if rest and visit.state in MOVABLE and free:
            self.expected = lambda: self._is_at(visit_id, start)

    def _contested(self, event: Event) -> bool:
        """Whether another event was moved to the same time, and may come first."""
        timed = [
            other
            for other, _ in self.world.events()
            if other is not event and "dateTime" in other.data["start"]
        ]
        return any(
            other.start_ms < event.end_ms and event.start_ms < other.end_ms for other in timed
        )

    def _is_at(self, visit_id: Id, start: int) -> None:
        visit = self.world.visits()[visit_id]
        assert visit.starts_at == start, ("it was free", visit)

    def _moved(self, event: Event, visit_id: Id) -> None:
        self.moved_there.add(visit_id)
        if "dateTime" in event.data["start"]:
            self._knowingly(visit_id, event.start_ms)

    @rule(pick=PICK, slot=PICK)
    def there_move_onto(self, pick: int, slot: int) -> None:
        """To where another event is."""
        found, other = self._event(pick), self._event(slot)
        if found is None or other is None or "dateTime" not in other[0].data["start"]:
            return
        event, visit_id = found
        self.expected = None
        start = other[0].start_ms
        if event is other[0]:
            return
        self._moved(event, visit_id)
        self.world.there_move(event, start)
        self._enter(visit_id, start, "there")

    @rule(pick=PICK, half_hours=st.sampled_from([1, 2, 5]))
    def there_resize(self, pick: int, half_hours: int) -> None:
        found = self._event(pick)
        if found is not None and "dateTime" in found[0].data["start"]:
            event, visit_id = found
            self.expected = None
            self.moved_there.add(visit_id)
            start = event.start_ms
            self.world.there_move(event, start, start + half_hours * HALF_HOUR // 2)

    @rule(pick=PICK)
    def there_whole_day(self, pick: int) -> None:
        found = self._event(pick)
        if found is not None:
            event, visit_id = found
            self.expected = None
            self._moved(event, visit_id)
            self.world.there_edit(event, start={"date": "2026-11-23"}, end={"date": "2026-11-24"})

    @rule(pick=PICK, what=st.sampled_from(WORDS))
    def there_words(self, pick: int, what: str) -> None:
        found = self._event(pick)
        if found is None:
            return
        self.expected = None
        self.count += 1
        text: Any = {"colorId": str(1 + self.count % 11), "reminders": {"useDefault": False}}.get(
            what, f"Words{self.count}."
        )
        self.world.there_edit(found[0], **{what: text})
        calendar = self.world.calendar()
        if what == "location" and calendar is not None:
            self.kept[calendar.id, found[0].id] = text

    @rule(pick=PICK)
    def there_cancel(self, pick: int) -> None:
        found = self._event(pick)
        self.expected = None
        if found is None:
            return
        event, visit_id = found
        visit = self.world.visits()[visit_id]
        bill = bills.open_of_visit(self.world.store, visit_id)
        if self._at_rest(event, visit_id) and visit.state == "booked" and bill is None:
            self.expected = lambda: self._is_cancelled(visit_id)
        self.deleted_there.add(visit_id)
        self._knowingly(visit_id, event.start_ms)
        self._forget_kept(event)
        self.world.there_cancel(event, cancelled=True)
        self._contest(visit_id)

    def _contest(self, visit_id: Id) -> None:
        """Notes whether the owner deleted an event that does not show to when the desk moved the
        visit: nobody cancels that without asking."""
        link, here = self.world.link(visit_id), self.world.record(visit_id)
        dead = {event.id for event, _ in self.world.events(living=False)}
        self.contested.discard(visit_id)
        if link is None or here is None or link.base is None or link.key not in dead:
            return
        wanted = link.state == "linked" and link.intent != "delete"
        if wanted and here["time"] != link.base["time"]:
            self.contested.add(visit_id)

    def _is_cancelled(self, visit_id: Id) -> None:
        visit = self.world.visits()[visit_id]
        over = visit.ends_at <= self.world.clock.now()
        assert visit.state == "cancelled" or over, visit

    def _forget_kept(self, event: Event) -> None:
        self.kept = {at: text for at, text in self.kept.items() if at[1] != event.id}

    @rule(pick=PICK)
    def there_undelete(self, pick: int) -> None:
        """Out of the bin, whoever put it there."""
        found = self._event(pick, living=False)
        if found is not None:
            event, visit_id = found
            self.expected = None
            self.moved_there.add(visit_id)
            self._forget_kept(event)
            self.world.there_cancel(event, cancelled=False)
            self._contest(visit_id)

    @rule(slot=PICK, foreign=st.booleans())
    def there_own(self, slot: int, foreign: bool) -> None:
        self.count += 1
        self.world.there_own(self.world.slot(slot), self.count, foreign=foreign)

    @rule(pick=PICK, slot=PICK)
    def there_copy(self, pick: int, slot: int) -> None:
        found = self._event(pick)
        if found is not None:
            self.world.there_copy(found[0], self.world.slot(slot))

    @rule(pick=PICK, cancel=st.booleans())
    def there_edit_own(self, pick: int, cancel: bool) -> None:
        found = [event for event, visit_id in self.world.events() if visit_id is None]
        if found:
            event = found[pick % len(found)]
            if cancel:
                self.world.there_cancel(event, cancelled=True)
            else:
                self.world.there_edit(event, summary="Own after all")

    @rule(pick=PICK)
    def there_lose_calendar(self, pick: int) -> None:
        if pick % 3:
            return
        self.expected = None
        self.contested.clear()
        for event, visit_id in self.world.events():
            if visit_id is None or "dateTime" not in event.data["start"]:
                continue
            if event.start_ms != self.world.visits()[visit_id].starts_at:
                self._knowingly(visit_id, event.start_ms)
        self.world.there_lose_calendar()


def faces(random: Random) -> list[Callable[[], tuple[str, dict[str, Any]]]]:
    """The edits for :mod:`tests.sync_agent.plays.dice`, the more often the likelier. In most plays
    few visits are meant, so that much happens to the same one."""
    picks = [random.randrange(256) for _ in range(random.choice((1, 2, 4, 100)))]

    def pick() -> int:
        return random.choice(picks)

    def book() -> tuple[str, dict[str, Any]]:
        who = {"stylist": pick(), "service": pick(), "who": random.randrange(5)}
        return "desk_book", {"slot": random.randrange(256), **who}

    def move() -> tuple[str, dict[str, Any]]:
        slot = random.randrange(256)
        return "desk_move", {"pick": pick(), "slot": slot, "stylist": random.choice((0, 0, 1))}

    def there() -> tuple[str, dict[str, Any]]:
        return "there_move", {"pick": pick(), "slot": random.randrange(256)}

    return [
        book,
        book,
        move,
        lambda: ("desk_services", {"pick": pick(), "service": pick()}),
        lambda: ("desk_state", {"pick": pick(), "state": random.choice(STATES)}),
        lambda: ("desk_state", {"pick": pick(), "state": random.choice(STATES)}),
        lambda: ("desk_toggle", {"pick": pick()}),
        lambda: ("desk_bill", {"pick": pick()}),
        lambda: ("desk_rename", {"pick": pick()}),
        lambda: ("desk_erase", {"pick": pick()}),
        there,
        there,
        lambda: ("there_move_onto", {"pick": pick(), "slot": random.randrange(256)}),
        lambda: ("there_resize", {"pick": pick(), "half_hours": random.choice((1, 2, 5))}),
        lambda: ("there_whole_day", {"pick": pick()}),
        lambda: ("there_words", {"pick": pick(), "what": random.choice(WORDS)}),
        lambda: ("there_cancel", {"pick": pick()}),
        lambda: ("there_undelete", {"pick": pick()}),
        lambda: ("there_own", {"slot": pick(), "foreign": random.random() < 0.5}),
        lambda: ("there_copy", {"pick": pick(), "slot": random.randrange(256)}),
        lambda: ("there_edit_own", {"pick": pick(), "cancel": random.random() < 0.5}),
        lambda: ("there_lose_calendar", {"pick": pick()}),
    ]
