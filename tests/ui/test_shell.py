"""What the shell adds around the screens, in a real window with the sample salon."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from kiosk.presenters.base import Toast
from kiosk.presenters.clients.args import ClientsArgs
from kiosk.presenters.forms import FormState
from kiosk.presenters.idle import DARK_SECONDS
from kiosk.presenters.office.devices import DevicesState
from kiosk.salon.domain.errors import DiskFull
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.ui.finger import Finger

pytestmark = pytest.mark.window


@pytest.fixture
def stage(studio: Studio) -> Iterator[Stage]:
    played = Stage(studio)
    yield played
    played.close()
    studio.settle()


def test_calls_from_other_threads_run_in_their_order(studio: Studio, stage: Stage) -> None:
    heard: list[tuple[int, str]] = []

    def device() -> None:
        for number in range(50):
            stage.shell.post(lambda n=number: heard.append((n, threading.current_thread().name)))

    thread = threading.Thread(target=device)
    thread.start()
    thread.join()
    studio.settle()
    assert heard == [(n, threading.main_thread().name) for n in range(50)]


def test_screens_are_built_once_and_kept(stage: Stage) -> None:
    stage.desk()
    desk = stage.shell.frame.screen
    stage.open(ClientsArgs())
    assert stage.shell.frame.screen is not desk
    stage.nav.back()
    assert stage.shell.frame.screen is desk


def test_a_screen_that_nothing_draws_is_no_form(studio: Studio) -> None:
    from kiosk.ui import kit
    from kiosk.ui.shell import screen_class

    assert issubclass(screen_class("nobody_drew_this", FormState), kit.FormScreen)
    with pytest.raises(LookupError, match="nothing draws nobody_drew_this"):
        screen_class("nobody_drew_this", DevicesState)


def test_a_toast_can_be_undone(studio: Studio, stage: Stage) -> None:
    undone: list[bool] = []
    stage.nav.say(Toast("Eva", undo=lambda: undone.append(True)))
    studio.settle()
    Finger(studio).tap(stage.shell.frame._toast.button)
    assert undone == [True]
    assert stage.shell.frame._toast.parent is None


def test_a_touch_on_the_warning_gives_more_time_and_nothing_else(
    studio: Studio, stage: Stage
) -> None:
    stage.desk()
    stage.clock.advance(stage.nav.top.limits.warn + 1)
    stage.nav.tick()
    warning = stage.shell.frame._idle
    assert warning.parent is not None
    before = stage.state
    Finger(studio).tap(warning)
    assert warning.parent is None
    assert stage.state == before
    stage.nav.tick()
    assert warning.parent is None


def test_trouble_stays_until_it_is_mended(stage: Stage) -> None:
    banner = stage.shell.frame._trouble
    stage.nav.set_trouble(DiskFull().message)
    assert banner.parent is not None
    stage.desk()
    assert banner.parent is not None
    stage.nav.set_trouble(None)
    assert banner.parent is None


def test_the_second_half_of_a_double_tap_stays_with_the_screen_it_began_on(
    studio: Studio, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kivy.core.window import Window

    from kiosk.ui import tokens as t

    # A busy machine may take longer than a finger does.
    monkeypatch.setattr(t, "DOUBLE_TAP", 60.0)
    stage.desk()
    finger = Finger(studio)
    place = stage.shell.frame
    finger.down(place).touch_up()
    stage.open(ClientsArgs())
    touched: list[object] = []
    stage.shell.frame.screen.bind(on_touch_down=lambda _screen, touch: touched.append(touch))
    finger.down(place).touch_up()
    assert touched == []
    assert Window.width > 0


def test_language_changes_words_and_keyboard(studio: Studio, stage: Stage) -> None:
    from kiosk.ui.i18n import tr

    stage.nav.set_language("hu")
    studio.settle()
    assert tr.language == "hu"
    assert stage.shell.frame.keyboard.language == "hu"


def test_a_screen_out_of_the_window_says_another_language_when_it_comes_back(
    stage: Stage,
) -> None:
    stage.desk().nav.set_language("en")
    desk = stage.shell.frame.screen
    said = {id(part): part.text for part in desk.walk() if getattr(part, "text", "")}
    stage.open("more")
    stage.nav.set_language("sl")
    stage.nav.set_language("hu")
    resting = {id(part): part.text for part in desk.walk() if getattr(part, "text", "")}
    assert resting == said
    stage.nav.back()
    assert stage.shell.frame.screen is desk
    hungarian = {part.text for part in desk.walk() if getattr(part, "text", "")}
    assert hungarian - set(said.values())
    stage.open("more").nav.set_language("en")
    stage.nav.back()
    assert {id(part): part.text for part in desk.walk() if getattr(part, "text", "")} == said


def test_another_language_right_after_a_larger_text_asks_nothing_of_screens_that_have_gone(
    studio: Studio, stage: Stage
) -> None:
    """What a screen had out of its tree outlives it until it is collected."""
    import gc

    from kiosk.presenters.day.close_till import CloseTill
    from kiosk.ui.shell import build_screen

    screen = build_screen("close_till", CloseTill.blank)
    # Its question for a reason stands in no tree while nothing differs.
    why = screen.parts.why
    assert why.parent is None
    del screen
    gc.collect()
    stage.nav.set_language("sl")
    stage.nav.set_language("en")


def test_what_stands_in_no_screen_hears_at_once_and_goes_when_it_is_let_go(studio: Studio) -> None:
    import gc

    from kivy.uix.widget import Widget

    from kiosk.ui.i18n import tr

    heard: list[str] = []

    class Sign(Widget):
        def say(self, *_: object) -> None:
            heard.append(tr.language)

    sign = Sign()
    tr.hear(sign.say)
    tr.speak("sl")
    tr.speak("hu")
    assert heard == ["sl", "hu"]
    del sign
    gc.collect()
    tr.speak("en")
    assert heard == ["sl", "hu"]


def test_the_first_touch_on_a_dark_panel_only_wakes_it(studio: Studio, stage: Stage) -> None:
    from kivy.uix.widget import Widget

    stage.nav.home()
    studio.settle()
    frame = stage.shell.frame
    touched: list[object] = []
    frame.screen.bind(on_touch_down=lambda _screen, touch: touched.append(touch))
    stage.clock.advance(DARK_SECONDS)
    stage.nav.tick()
    assert frame.is_dark
    studio.settle()
    assert frame._darkness.size == frame.size
    finger = Finger(studio)
    finger.down(frame).touch_up()
    assert not frame.is_dark
    finger.down(frame).touch_up()
    assert touched == [], "nor does the second half of a double tap"
    assert stage.shell.top == "attract"
    finger.down(Widget(pos=(0, 0))).touch_up()
    assert len(touched) == 1


def test_a_card_wakes_a_dark_panel_and_is_read(studio: Studio, stage: Stage) -> None:
    stage.nav.home()
    stage.clock.advance(DARK_SECONDS)
    stage.nav.tick()
    assert stage.shell.frame.is_dark
    stage.nav.card("04FFFFFF")
    assert not stage.shell.frame.is_dark
    assert stage.shell.frame._shown_toast is not None


def boxes_meet(one, other) -> bool:
    """Whether two widgets share any of the window."""
    left, bottom = one.to_window(one.x, one.y)
    x, y = other.to_window(other.x, other.y)
    across = left < x + other.width and x < left + one.width
    return across and bottom < y + other.height and y < bottom + one.height


def test_a_toast_never_lies_on_a_question_or_its_answers(studio: Studio, stage: Stage) -> None:
    stage.desk()
    visit = next(block for block in stage.state.blocks if block.state == "booked")
    stage.tap("drag_to", visit.key, stage.state.columns[0].key, 11 * 60)
    stage.nav.say(Toast("Eva is booked.", undo=lambda: None))
    studio.settle()
    frame = stage.shell.frame
    assert frame._toast.parent is not None, "it is still there"
    for part in frame.screen.parts.move.children:
        assert not boxes_meet(frame._toast, part)
    stage.tap("cancel_move")
    studio.settle()
    assert frame.screen.foot == 0


def test_the_idle_warning_leaves_the_languages_free(studio: Studio, stage: Stage) -> None:
    stage.shell.frame.idle(9)
    studio.settle()
    frame = stage.shell.frame
    page = frame.screen.children[0]
    assert page.languages
    for part in page.head.children:
        assert not boxes_meet(frame._idle, part)
