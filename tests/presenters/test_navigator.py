"""The navigator by itself: the stack, idle time-outs, where cards and codes go, trouble."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from kiosk.presenters.agenda.args import Booked, DeskArgs
from kiosk.presenters.args import Args, Result
from kiosk.presenters.base import Limits, Presenter, Toast
from kiosk.presenters.checkin.args import CheckinConfirmArgs
from kiosk.presenters.clients.args import ClientArgs
from kiosk.presenters.navigator import Navigator
from kiosk.presenters.team.args import ClockResultArgs
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.errors import Damaged, DiskFull, Refused
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.text import T
from kiosk.salon.services.salon_services import Services
from tests.fakes.hardware import FakeHardware
from tests.presenters.story import Recorder, Story
from tests.rigs.salon import clock_of


@dataclass(frozen=True, slots=True)
class Told:
    """What reached a screen, in order."""

    events: tuple[str, ...] = ()


class Screen(Presenter[Told, Args | None]):
    """A screen that remembers what it was told and, if it likes cards, takes them."""

    takes: ClassVar[bool] = False

    blank = Told()

    def note(self, event: str) -> None:
        self.show(Told((*self.state.events, event)))

    def enter(self, args: Args | None) -> None:
        self.note(f"enter {args}")

    def reenter(self, args: Args | None) -> None:
        self.note(f"reenter {args}")

    def resume(self, result: Result | None = None) -> None:
        self.note(f"resume {result}")

    def card(self, number: str) -> bool:
        if self.takes:
            self.note("card")
        return self.takes

    def refuse(self) -> None:
        raise Refused(T("No."))

    def fill_disk(self) -> None:
        raise DiskFull()


class Attract(Screen):
    name = "attract"
    audience = "customer"
    limits = Limits()


class Page(Screen):
    name = "checkin_confirm"
    audience = "customer"
    limits = Limits(15, 25, "home")


class Clocked(Screen):
    name = "clock_result"
    limits = Limits(0, 8, "back")


class Desk(Screen):
    name = "desk"


class ClientSheet(Screen):
    name = "client"


class Lock(Screen):
    name = "lock"
    takes = True


SCREENS = (Attract, Page, Clocked, Desk, ClientSheet, Lock)


@pytest.fixture
def out() -> Recorder:
    return Recorder()


@pytest.fixture
def nav(salon: Services, out: Recorder) -> Navigator:
    navigator = Navigator(salon, salon.context.clock, out, FakeHardware(), SCREENS)
    navigator.start()
    return navigator


def staff_of(salon: Services) -> StaffMember:
    return salon.team.members()[0]


def pass_time(nav: Navigator, seconds: int) -> None:
    clock = clock_of(nav.services)
    for _ in range(seconds):
        clock.advance(1)
        nav.tick()


def stack(nav: Navigator) -> tuple[str, int]:
    return nav.top.name, nav.depth


def test_going_back_tells_the_screen_below(nav: Navigator) -> None:
    nav.go(CheckinConfirmArgs(code="A"))
    assert nav.top.state.events == (f"enter {CheckinConfirmArgs(code='A')}",)
    nav.back(Booked(b"v"))
    assert nav.top.state.events[-1] == f"resume {Booked(b'v')}"


def test_a_screen_that_goes_forgets_what_it_knew(nav: Navigator) -> None:
    nav.go(CheckinConfirmArgs(code="A"))
    page = nav.top
    nav.home()
    assert page.state == Told()


def test_going_to_a_screen_below_closes_those_above(nav: Navigator, salon: Services) -> None:
    nav.unlock(staff_of(salon))
    nav.go(ClientArgs(b"x"))
    nav.go(DeskArgs(scanned="1"))
    assert stack(nav) == ("desk", 1)
    assert nav.top.state.events[-1] == f"reenter {DeskArgs(scanned='1')}"


def test_customers_are_warned_and_then_everything_is_wiped(nav: Navigator, out: Recorder) -> None:
    nav.go(CheckinConfirmArgs())
    pass_time(nav, 15)
    assert out.warning == 10
    nav.touched()
    assert out.warning is None
    pass_time(nav, 25)
    assert stack(nav) == ("attract", 1)


def test_the_desk_locks_itself(nav: Navigator, salon: Services, out: Recorder) -> None:
    nav.unlock(staff_of(salon))
    pass_time(nav, 100)
    assert out.warning == 20
    pass_time(nav, 20)
    assert nav.staff is None
    assert nav.top.name == "attract"


def test_a_screen_may_close_back_to_the_one_below(nav: Navigator, salon: Services) -> None:
    nav.unlock(staff_of(salon))
    nav.go(ClockResultArgs(staff_of(salon).id))
    pass_time(nav, 8)
    assert stack(nav) == ("desk", 1)


def test_the_card_decides(nav: Navigator, salon: Services, out: Recorder) -> None:
    client = salon.clients.save(Client(b"", "Jana", "Sample"), None)
    salon.cards.give("04112233", CardHolder("client", client.id), None)
    salon.cards.give("04445566", CardHolder("staff", staff_of(salon).id), None)
    nav.card("04112233")
    assert nav.top.name == "checkin_confirm"
    nav.home()
    nav.card("04445566")
    assert nav.top.name == "clock_result"
    nav.home()
    nav.card("04998877")
    assert nav.top.name == "attract"
    assert out.toast is not None
    assert nav.hardware.sounds[-1] == "refuse"
    nav.unlock(staff_of(salon))
    nav.card("04112233")
    assert nav.top.name == "client"


def test_what_was_said_of_one_card_is_gone_with_the_next(nav: Navigator, out: Recorder) -> None:
    nav.card("04998877")
    assert out.toast is not None
    nav.go("lock")
    nav.card("04112233")
    assert out.toast is None


def test_the_screen_on_top_may_take_the_card(nav: Navigator) -> None:
    nav.go("lock")
    nav.card("04112233")
    assert nav.top.state.events[-1] == "card"


def test_a_check_in_only_box_clocks_nobody_in(salon: Services, out: Recorder) -> None:
    salon.cards.give("04445566", CardHolder("staff", staff_of(salon).id), None)
    navigator = Navigator(salon, salon.context.clock, out, FakeHardware(), SCREENS, role="checkin")
    navigator.start()
    navigator.card("04445566")
    assert navigator.top.name == "attract"


def test_a_refusal_is_said_and_sounded(nav: Navigator, out: Recorder) -> None:
    nav.act("refuse")
    assert out.toast == Toast(T("No."), "bad")
    assert nav.hardware.sounds == ["refuse"]
    pass_time(nav, 4)
    assert out.toast is None


def test_a_full_disk_is_said_until_it_is_over(nav: Navigator, out: Recorder) -> None:
    nav.act("fill_disk")
    assert out.trouble == DiskFull().message
    pass_time(nav, 4)
    assert out.trouble is not None
    pass_time(nav, 2)
    assert out.trouble is None


def test_undo_is_offered_once(nav: Navigator, out: Recorder) -> None:
    undone: list[bool] = []
    nav.say(Toast(T("Moved."), undo_text=T("Undo"), undo=lambda: undone.append(True)))
    pass_time(nav, 7)
    assert out.toast is not None
    nav.undo()
    nav.undo()
    assert undone == [True]


def test_language_follows_the_person_and_returns(nav: Navigator, salon: Services) -> None:
    assert nav.language == "cs"
    nav.set_language("hu")
    nav.home()
    assert nav.language == "cs"


def test_a_salon_without_a_database_begins_with_set_up(tmp_path: Path, out: Recorder) -> None:
    from tests.rigs.salon import close_salon, open_salon

    class SetUp(Screen):
        name = "setup"

    services = open_salon(tmp_path)
    navigator = Navigator(services, services.context.clock, out, FakeHardware(), (*SCREENS, SetUp))
    navigator.start()
    navigator.card("04112233")
    assert navigator.top.name == "setup"
    close_salon(services)


def test_nothing_said_at_the_desk_outlives_its_lock(nav: Navigator, out: Recorder) -> None:
    """A client's name, and a button that would change the agenda without anybody unlocking it."""
    nav.unlock(staff_of(nav.services))
    undone: list[bool] = []
    nav.say(Toast(T("Moved."), undo_text=T("Undo"), undo=lambda: undone.append(True)))
    nav.lock()
    assert out.toast is None
    nav.undo()
    assert undone == []


def test_the_desk_locks_even_when_the_database_is_damaged(salon: Services) -> None:
    story = Story(salon).unlock(staff_of(salon)).at("desk")
    store = salon.context.store
    store.close()
    store.path.with_name("pult.db-wal").unlink(missing_ok=True)
    store.path.write_bytes(b"x" * 8192)
    story.wait(121).at("attract")
    assert story.nav.staff is None
    assert story.out.trouble == Damaged().message


def test_who_left_the_team_loses_the_desk(nav: Navigator, out: Recorder) -> None:
    petra, eva = nav.services.team.members()
    nav.unlock(eva)
    pass_time(nav, 6)
    assert nav.staff == eva
    other_desk = nav.services.team
    other_desk.save(replace(eva, role="manager"), petra.id)
    pass_time(nav, 6)
    assert nav.staff is not None
    assert nav.staff.role == "manager"
    other_desk.save(replace(eva, active=False), petra.id)
    pass_time(nav, 6)
    assert (nav.staff, nav.top.name) == (None, "attract")
    assert out.toast is not None
    assert out.toast.tone == "warn"


def test_a_panel_that_nobody_is_near_goes_dark(nav: Navigator, out: Recorder) -> None:
    attract = nav.top
    pass_time(nav, 599)
    assert not out.dark
    pass_time(nav, 1)
    assert out.dark
    nav.act("note", "too early")
    assert not out.dark, "the first touch wakes"
    assert "too early" not in attract.state.events, "and does nothing else"
    nav.act("note", "now")
    assert attract.state.events[-1] == "now"
    pass_time(nav, 600)
    assert nav.touched(), "swallowed"
    assert not nav.touched()


def test_a_card_or_a_code_wakes_a_dark_panel_and_acts(nav: Navigator, out: Recorder) -> None:
    salon = nav.services
    client = salon.clients.save(Client(b"", "Jana", "Vzorová"), None)
    salon.cards.give("04A1B2C3", CardHolder("client", client.id), None)
    for act in (lambda: nav.card("04A1B2C3"), lambda: nav.scan("PULT-SAMPLE")):
        nav.home()
        pass_time(nav, 600)
        assert out.dark
        act()
        assert (out.dark, nav.top.name) == (False, "checkin_confirm")


def test_only_the_customers_first_screen_goes_dark(salon: Services, out: Recorder) -> None:
    desk = Navigator(salon, salon.context.clock, out, FakeHardware(), SCREENS, role="desk")
    desk.start()
    pass_time(desk, 700)
    assert not out.dark


def test_trouble_is_never_in_the_dark(nav: Navigator, out: Recorder) -> None:
    pass_time(nav, 600)
    nav.set_trouble(T("The disk is full."))
    assert not out.dark
