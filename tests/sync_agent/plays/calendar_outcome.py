"""What has to hold of agenda and calendar when the machine has played."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis.stateful import RuleBasedStateMachine

from kiosk.salon.domain.agenda.appointment import NAMELESS, Appointment
from kiosk.salon.domain.ids import Id
from sync_agent.sides.visits import DAY_MS, span
from tests.sync_agent.plays.calendar_world import CalendarWorld

Token = tuple[Id, int]
"""A visit and a beginning that somebody gave it."""
OLD = {"title": "", "about": ""}


class Outcome(RuleBasedStateMachine):
    """Looks at a world as it is, and at what the machine knows of how it came to that."""

    world: CalendarWorld

    def __init__(self) -> None:
        super().__init__()
        self.entered: dict[Token, str] = {}
        """Every beginning that was entered -> where (for the message)."""
        self.moved_there: set[Id] = set()
        self.deleted_there: set[Id] = set()
        self.contested: set[Id] = set()
        """Moved at the desk and deleted there by somebody who did not see that."""
        self.cancelled: set[Id] = set()
        """Cancelled at the desk."""
        self.erased: set[str] = set()
        """Names of those who were erased."""
        self.kept: dict[tuple[str, str], str] = {}
        """Places the owner added to events."""
        self.expected: Callable[[], None] | None = None
        """What the last edit of all has to come to, as nothing stood against it."""

    def _knowingly(self, visit_id: Id, start: int) -> None:
        """Somebody saw this beginning and replaced it."""
        self.entered.pop((visit_id, start), None)

    # -- one run ---------------------------------------------------------------------------------

    def _only_what_the_owner_did(self, before: dict[Id, Appointment]) -> None:
        """A run changes the time of visits that were moved there and cancels booked ones that were
        deleted there, nothing else."""
        after = self.world.visits()
        assert set(after) == set(before)
        for visit_id, was in before.items():
            now = after[visit_id]
            if (now.starts_at, now.ends_at) != (was.starts_at, was.ends_at):
                assert visit_id in self.moved_there, (was, now)
                assert now.ends_at - now.starts_at == was.ends_at - was.starts_at, (was, now)
            if now.state != was.state:
                assert (was.state, now.state) == ("booked", "cancelled"), (was, now)
                assert visit_id in self.deleted_there, (was, now)
                assert visit_id not in self.contested, (was, now)
            assert (now.staff_id, now.services) == (was.staff_id, was.services)
            assert (now.client_name, now.note) == (was.client_name, was.note)

    # -- in the end ------------------------------------------------------------------------------

    def _in_step(self) -> None:
        world = self.world
        visits, since = world.visits(), world.clock.now() - DAY_MS
        mine: dict[Id, list[str]] = {}
        records = {}
        for event, visit_id in world.events():
            if visit_id is not None:
                mine.setdefault(visit_id, []).append(event.id)
                records[event.id] = world.told(event)
                assert visit_id in visits, event
        for visit_id, visit in visits.items():
            link, keys = world.link(visit_id), mine.get(visit_id, [])
            state = link.state if link else ""
            told = f"{visit_id.hex()} {visit.state} {link} {keys}"
            assert len(keys) <= 1, told
            if link is not None and state in ("asked", "suppressed", "rejected"):
                self._asked(visit, link.reason, state, told)
                continue
            if visit.state == "cancelled":
                assert not keys, told
                assert link is None, told
                assert visit_id in self.cancelled | self.deleted_there, told
                continue
            if link is None:
                assert not keys, told
                # Our clock may have been right when it was looked at, and be behind at present.
                assert visit.ends_at < world.google.clock.now_ms - DAY_MS, told
                continue
            assert state == "linked", told
            assert keys == [link.key], told
            here, there = world.record(visit_id), records[link.key]
            if visit.ends_at < since and here is not None:
                # Of a client who got another name, what is over keeps the old one.
                here, there = {**here, **OLD}, {**there, **OLD}
            assert there == here, (told, there)

        for event, visit_of in world.events():
            names = [name for name in self.erased if name in str(event.data)]
            assert visit_of is None or not names, (event, names)
        assert not world.stray()

    def _asked(self, visit: Appointment, reason: str, state: str, told: str) -> None:
        """Staff are asked or have answered, and for a reason."""
        sql = (
            "SELECT kind FROM sync_case WHERE local_id = ? AND (settled_at IS NULL OR answer <> '')"
        )
        rows = self.world.store.rows(sql, (visit.id,))
        kinds = {str(row[0]) for row in rows}
        if state == "suppressed" or reason == "taken":
            assert visit.id in self.deleted_there or reason == "edited", told
            assert kinds & {"removed", "taken"}, (told, kinds)
        elif reason == "edited":
            assert visit.id in self.moved_there, told
            assert "removed" in kinds, (told, kinds)
        else:
            assert reason == "refused", told
            assert visit.id in self.moved_there, told
            assert "refused" in kinds, (told, kinds)

    def _nothing_lost(self) -> None:
        world = self.world
        visits = world.visits()
        for (visit_id, start), where in self.entered.items():
            visit = visits[visit_id]
            if visit.starts_at == start or (visit.client_id and visit.client_name == NAMELESS):
                continue  # of somebody who was erased, nothing is asked
            begins = span(start, start).partition("/")[0]
            rows = world.store.rows(
                "SELECT 1 FROM sync_case WHERE local_id = ? AND (kind IN "
                "('refused', 'removed', 'taken') OR (kind = 'conflict' AND instr(detail, ?) > 0))",
                (visit_id, begins),
            )
            assert rows, (visit, begins, where, world.link(visit_id))
        for event, visit_id in world.events():
            calendar = world.calendar()
            assert calendar is not None
            at = (calendar.id, event.id)
            assert visit_id is not None or at in world.others, event
            if at in self.kept:
                assert event.data.get("location") == self.kept[at], event
        if self.expected is not None:
            self.expected()
