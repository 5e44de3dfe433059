"""Whatever is tapped, pressed and set, punches stay in an order that makes sense."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.timeclock.punch import Punch, PunchKind, PunchResult, WorkState
from kiosk.salon.domain.timeclock.timeline import Timeline
from tests.rigs.salon import clock_of, close_salon, make_salon


class Punching(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.salon = make_salon(Path(self.folder.name))
        self.clock = clock_of(self.salon)
        self.who = self.salon.team.save(StaffMember(b"", "Hana", "Sample"), None).id
        self.asked: PunchResult | None = None

    def teardown(self) -> None:
        close_salon(self.salon)
        self.folder.cleanup()

    def entries(self) -> list[Punch]:
        found = self.salon.context.store.rows(
            "SELECT id, kind, at, recorded_at, source, undoes, flag FROM punch ORDER BY number"
        )
        return [Punch(*row, tuple(flags.split())) for *row, flags in found]

    def state(self) -> WorkState:
        return Timeline.of(self.entries(), self.clock.now()).state

    @rule(source=st.sampled_from(["card", "pin"]))
    def tap(self, source: str) -> None:
        before = len(self.entries())
        result = self.salon.timeclock.tap(self.who, source)  # type: ignore[arg-type]
        assert len(self.entries()) == before + (result.outcome == "recorded")
        self.asked = result if result.outcome == "ask_left" else None

    @rule()
    def tap_and_take_back(self) -> None:
        before = self.state()
        result = self.salon.timeclock.tap(self.who)
        if result.outcome == "recorded":
            assert self.state() != before
            assert result.punch_id is not None
            self.salon.timeclock.undo(result.punch_id)
        assert self.state() == before

    @rule(kind=st.sampled_from(["in", "break", "back", "out"]))
    def press(self, kind: PunchKind) -> None:
        before = self.entries()
        try:
            self.salon.timeclock.choose(self.who, kind)
        except Refused:
            assert self.entries() == before

    @rule(hours=st.integers(1, 20))
    def answer(self, hours: int) -> None:
        if self.asked is None or self.asked.open_since is None:
            return
        before = self.entries()
        try:
            self.salon.timeclock.left_at(self.who, self.asked.open_since + hours * 3_600_000)
        except Refused:
            assert self.entries() == before

    @rule(seconds=st.sampled_from([1, 7, 30, 61, 3_600, 5 * 3_600, 20 * 3_600, 70 * 3_600]))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @rule(seconds=st.integers(-90_000, 90_000))
    def clock_is_set(self, seconds: int) -> None:
        self.clock.jump(self.clock.now() + seconds * 1000)

    @invariant()
    def order_is_that_of_arrival(self) -> None:
        entries = self.entries()
        line = Timeline.of(entries, self.clock.now())
        order = [punch.id for punch in line.punches]
        assert order == [entry.id for entry in entries if entry.id in set(order)]

    @invariant()
    def hours_are_never_negative(self) -> None:
        hours = self.salon.timeclock.hours(self.who)
        assert 0 <= hours.today_minutes <= hours.week_minutes


TestPunching = Punching.TestCase
TestPunching.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
