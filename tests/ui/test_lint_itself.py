"""The lint must see what it is there for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gallery.lint import check
from tests.gallery.studio import Studio

pytestmark = pytest.mark.window


def found(studio: Studio, *widgets: Any) -> list[str]:
    """What the lint says of a screen with these widgets at their own places."""
    from kivy.uix.floatlayout import FloatLayout

    from kiosk.ui.kit import PultScreen

    screen, ground = PultScreen(), FloatLayout()
    for widget in widgets:
        ground.add_widget(widget)
    screen.add_widget(ground)
    studio.shell.frame.show(screen)
    studio.measure()
    return check(studio.window)


def button(**look: Any) -> Any:
    from kiosk.ui.kit import Btn

    return Btn(size_hint=(None, None), **look)


def test_a_good_screen_passes(studio: Studio) -> None:
    from kiosk.ui.kit import Txt

    words = Txt(text="Clients", size_hint_x=None, width=300, pos=(20, 300))
    assert found(studio, words, button(text="Save", width=200, pos=(20, 20))) == []


def test_shortened_words_are_seen_unless_they_are_data(studio: Studio) -> None:
    from kiosk.ui.kit import Txt

    long = {"text": "Much too long for so little room", "size_hint_x": None, "width": 100}
    assert any("shortened" in line for line in found(studio, Txt(**long)))
    assert found(studio, Txt(data=True, **long)) == []


def test_words_higher_than_their_place_are_seen(studio: Studio) -> None:
    from kiosk.ui.kit import Txt

    flat = Txt(text="one two three four", lines=0, size_hint=(None, 0.05), width=60)
    assert any("lines cut" in line or "clipped" in line for line in found(studio, flat))


def test_a_word_that_goes_on_in_the_next_line_is_seen(studio: Studio) -> None:
    from kiosk.ui.kit import Txt

    narrow = Txt(text="Attendance", lines=0, size_hint=(None, None), width=60)
    assert any("broken" in line for line in found(studio, narrow))


def test_lines_that_a_button_swallows_are_seen(studio: Studio) -> None:
    wordy = button(text="Far more words than two lines of this button can ever hold", width=150)
    assert any("lines cut" in line or "clipped" in line for line in found(studio, wordy))


def test_small_targets_are_seen(studio: Studio) -> None:
    small = button(text="No", width=40, height=40)
    assert any("small target" in line for line in found(studio, small))


def test_overlapping_targets_are_seen(studio: Studio) -> None:
    one, other = button(text="One", width=200), button(text="Two", width=200, pos=(100, 20))
    assert any("overlap" in line for line in found(studio, one, other))


def test_what_is_off_the_screen_is_seen(studio: Studio) -> None:
    outside = button(text="Gone", width=200, pos=(1200, 20))
    assert any("off the screen" in line for line in found(studio, outside))


def test_what_stands_out_of_its_panel_is_seen(studio: Studio) -> None:
    from kiosk.ui.kit import SidePanel

    def panel(count: int) -> Any:
        side = SidePanel(size_hint=(None, None), size=(300, 200), pos=(20, 200))
        for number in range(count):
            side.add_widget(button(text=f"Step {number}", width=200))
        return side

    assert found(studio, panel(2)) == []
    assert any("out of its SidePanel" in line for line in found(studio, panel(5)))


def page(*parts: Any, panel: Any = None) -> Any:
    """A staff page with these parts in its bar."""
    from kiosk.ui.kit import Sheet

    sheet = Sheet(title="Page")
    sheet.add(*parts)
    if panel is not None:
        sheet.add(panel)
    return sheet


def test_a_main_button_elsewhere_than_at_the_end_of_the_bar_is_seen(studio: Studio) -> None:
    from kiosk.ui.kit import Btn, MainBtn, SidePanel, VBox

    assert found(studio, page(MainBtn(verb="Pay"), Btn(text="Later"))) == []
    below, panel = VBox(), SidePanel()
    below.add_widget(MainBtn(verb="Pay"))
    panel.add_widget(MainBtn(verb="Pay"))
    assert any("another place" in line for line in found(studio, page(panel=below)))
    assert found(studio, page(panel=panel)) == []
    dark = page(Btn(text="Pay", look="primary"), Btn(text="Later"))
    assert any("another place" in line for line in found(studio, dark))


def test_a_main_button_that_is_out_of_use_without_a_reason_is_seen(studio: Studio) -> None:
    from kiosk.ui.kit import Btn, MainBtn

    assert found(studio, page(MainBtn(verb="Pay", why="Enter the PIN."))) == []
    mute = page(Btn(text="Pay", look="primary", disabled=True))
    assert any("without a reason" in line for line in found(studio, mute))
    forced = MainBtn(verb="Pay")
    forced.disabled = True
    assert any("without a reason" in line for line in found(studio, page(forced)))


def test_a_main_button_is_out_of_use_only_while_it_says_why(studio: Studio) -> None:
    from kiosk.ui.kit import MainBtn

    pay = MainBtn(verb="Pay", why="Enter the PIN.")
    assert (pay.text, pay.disabled) == ("Enter the PIN.", True)
    pay.why = ""
    assert (pay.text, pay.disabled) == ("Pay", False)
