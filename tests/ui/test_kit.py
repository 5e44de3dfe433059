"""The widgets of the kit under a finger, in a real window."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest

from kiosk.presenters.rows import Row
from tests.gallery.studio import Studio
from tests.ui.finger import Finger

pytestmark = pytest.mark.window


@pytest.fixture
def finger(studio: Studio) -> Finger:
    return Finger(studio)


def place(studio: Studio, *widgets: Any) -> Any:
    """A screen with these widgets below each other."""
    from kiosk.ui.kit import PultScreen

    studio.bare()
    screen = PultScreen()
    for widget in widgets:
        screen.add_widget(widget)
    studio.shell.frame.show(screen)
    studio.settle()
    return screen


def counted(widget: Any, event: str = "on_tap") -> list[Any]:
    """What a widget reported."""
    heard: list[Any] = []
    widget.bind(**{event: lambda _source, *args: heard.append(args)})
    return heard


def test_a_tap_is_reported_once(studio: Studio, finger: Finger) -> None:
    from kiosk.ui.kit import Btn

    button = Btn(text="Save")
    place(studio, button)
    heard = counted(button)
    finger.tap(button)
    assert len(heard) == 1


def test_the_second_half_of_a_double_tap_is_dropped(studio: Studio, finger: Finger) -> None:
    from kiosk.ui import tokens as t
    from kiosk.ui.kit import Btn

    button = Btn(text="Save")
    place(studio, button)
    heard = counted(button)
    finger.tap(button)
    finger.tap(button)
    assert len(heard) == 1
    time.sleep(t.DEBOUNCE)
    finger.tap(button)
    assert len(heard) == 2


def test_a_disabled_button_does_nothing(studio: Studio, finger: Finger) -> None:
    from kiosk.ui.kit import Btn

    button = Btn(text="Save", disabled=True)
    place(studio, button)
    heard = counted(button)
    finger.tap(button)
    assert heard == []


def test_a_money_button_waits_for_a_new_state(
    studio: Studio, finger: Finger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.ui import tokens as t
    from kiosk.ui.kit import Btn

    # A busy machine may take a second for two taps; by itself the button shall not come back.
    monkeypatch.setattr(t, "MONEY_REARM", 60.0)
    button = Btn(text="Card", money=True)
    screen = place(studio, button)
    heard = counted(button)
    finger.tap(button)
    time.sleep(t.DEBOUNCE)
    finger.tap(button)
    assert len(heard) == 1
    screen.state = "paid"
    finger.tap(button)
    assert len(heard) == 2


def test_a_field_brings_up_the_keyboard_and_takes_its_letters(
    studio: Studio, finger: Finger
) -> None:
    from kiosk.ui.kit import Field, Gap

    field = Field(label="Name")
    place(studio, field, Gap())
    heard = counted(field, "on_edit")
    keyboard = studio.shell.frame.keyboard
    keyboard.language = "cs"
    finger.tap(field.input)
    assert keyboard.parent is not None
    letters = {key.text: key for row in keyboard._letters for key in row}
    assert "R" in letters, "a name begins with a capital letter"
    finger.tap(letters["R"])
    accents = {key.text: key for key in keyboard._accents.children}
    finger.tap(accents["ů"])
    assert field.text == "Rů"
    assert heard == [("R",), ("Rů",)]
    assert field.focus, "typing on the screen must not take the focus away"
    keyboard.put_away()
    studio.settle()
    assert keyboard.parent is None


def test_numbers_get_the_keypad(studio: Studio, finger: Finger) -> None:
    from kiosk.ui.kit import Field, Gap

    field = Field(label="Price", kind="money")
    place(studio, field, Gap())
    keyboard = studio.shell.frame.keyboard
    finger.tap(field.input)
    keys = {key.text: key for key in keyboard._pad.walk() if getattr(key, "key", "")}
    for key in ("1", "5", ",", "0"):
        finger.tap(keys[key])
    assert field.text == "15,0"
    keyboard.put_away()
    studio.settle()


def test_a_held_key_offers_its_accents(studio: Studio, finger: Finger) -> None:
    from kiosk.ui import tokens as t
    from kiosk.ui.kit import Field, Gap

    field = Field(label="Name", text="Petr")
    place(studio, field, Gap())
    keyboard = studio.shell.frame.keyboard
    keyboard.language = "en"
    finger.tap(field.input)
    letters = {key.text: key for row in keyboard._letters for key in row}
    touch = finger.down(letters["A"])
    time.sleep(t.HOLD + 0.05)
    studio.settle()
    touch.touch_up()
    offered = {key.text: key for key in keyboard._variants.children}
    finger.tap(offered["Á"])
    assert field.text == "Á", "what was prefilled is typed over"
    keyboard.put_away()
    studio.settle()


def test_without_a_row_of_accents_the_keys_tell_what_holding_them_offers(
    studio: Studio, finger: Finger
) -> None:
    from kiosk.ui.kit import Field, Gap

    keyboard = studio.shell.frame.keyboard
    field = Field(label="Name")
    place(studio, field, Gap())
    keyboard.language = "cs"
    finger.tap(field.input)
    keys = {key.key.lower(): key for row in keyboard._letters for key in row}
    assert keys["r"].more == "", "there is a row for them"
    keyboard.wide = False
    keyboard._arrange()
    keyboard._label()
    assert (keys["r"].more, keys["q"].more) == ("Ř", "")
    keyboard.wide = True
    keyboard.put_away()
    studio.settle()


@pytest.mark.parametrize("language", ["cs", "hu", "sl", "en"])
def test_every_letter_of_a_language_can_be_typed(language: str) -> None:
    from kiosk.ui.kit.layouts import LAYOUTS, SIGNS, variants

    alphabets = {
        "cs": "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž",
        "hu": "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz",
        "sl": "abcčdefghijklmnoprsštuvzžćđ",
        "en": "abcdefghijklmnopqrstuvwxyz",
    }
    layout = LAYOUTS[language]
    keys = "".join(layout.rows) + "".join(SIGNS)
    held = "".join(variants(letter, language) for letter in "".join(layout.rows))
    assert set(alphabets[language]) <= set(keys + layout.accents + held)
    compact = set(keys + held)
    assert set(alphabets[language]) <= compact, "the small panel has no row of accents"


def rows(count: int) -> tuple[Row, ...]:
    return tuple(Row(str(n), f"Client {n}", subtitle="+420 700 120 000") for n in range(count))


def scrolling_calls(studio: Studio, count: int) -> int:
    """Python and C functions called in a hundred steps of scrolling: the same on any machine."""
    from kiosk.ui.kit import RowList

    listing = RowList()
    place(studio, listing)
    listing.items = rows(count)
    studio.settle()
    calls = 0

    def count_call(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    pixels = listing.ground.height - listing.height
    sys.setprofile(count_call)
    try:
        for step in range(1, 101):
            listing.scroll_y = 1 - step * 30 / pixels
    finally:
        sys.setprofile(None)
    return calls


def test_scrolling_costs_the_same_in_a_list_of_any_length(studio: Studio) -> None:
    short, long = scrolling_calls(studio, 1_000), scrolling_calls(studio, 100_000)
    assert short > 100
    assert long <= 1.1 * short


def test_a_list_makes_only_the_rows_in_view(studio: Studio) -> None:
    from kiosk.ui.kit import RowList

    listing = RowList()
    place(studio, listing)
    listing.items = rows(10_000)
    studio.settle()
    assert len(listing._shown) <= listing.height / listing.row_height + 4


def test_a_list_asks_for_more_near_its_end_and_keeps_its_place(studio: Studio) -> None:
    from kiosk.ui.kit import RowList

    listing = RowList()
    place(studio, listing)
    asked = counted(listing, "on_more")
    listing.items = rows(50)
    studio.settle()
    assert asked == []
    listing.scroll_y = 0
    assert len(asked) == 1
    before = listing._offset()
    listing.items = rows(100)
    studio.settle()
    assert abs(listing._offset() - before) < 1


def test_a_new_list_starts_at_its_top(studio: Studio) -> None:
    from kiosk.ui.kit import RowList

    listing = RowList()
    place(studio, listing)
    listing.items = rows(50)
    studio.settle()
    listing.scroll_y = 0
    listing.items = rows(60)[10:]
    studio.settle()
    assert listing.scroll_y == 1


def test_a_row_reports_its_key(studio: Studio, finger: Finger) -> None:
    from kiosk.ui.kit import RowList

    listing = RowList()
    place(studio, listing)
    listing.items = rows(5)
    picked = counted(listing, "on_pick")
    studio.settle()
    finger.tap(listing._shown[2])
    assert picked == [("2",)]


def test_a_long_text_on_a_button_wraps_inside_it(studio: Studio) -> None:
    from kiosk.ui.kit import Btn

    button = Btn(text="Rozdělit nebo jinak zaplatit", size_hint_x=None, width=190)
    place(studio, button)
    assert button.texture_size[0] <= button.width
    assert button.texture_size[1] <= button.height


def test_choosing_and_switching_report_what_is_wanted(studio: Studio, finger: Finger) -> None:
    from kiosk.ui.kit import Choice, Toggle

    choice = Choice(options=(("cz", "Czechia"), ("hu", "Hungary")), value="cz")
    switch = Toggle(text="Active", active=True)
    place(studio, choice, switch)
    chosen, switched = counted(choice, "on_choose"), counted(switch, "on_switch")
    finger.tap(choice.children[0].children[0])
    finger.tap(switch)
    assert chosen == [("hu",)]
    assert switched == [(False,)]


def test_a_change_of_language_reaches_every_word(studio: Studio) -> None:
    from kivy.lang import Builder

    from kiosk.salon.domain.text import Amount
    from kiosk.ui.i18n import tr
    from kiosk.ui.kit import Money

    words = Builder.load_string("Txt:\n    text: tr._('Save')")
    amount = Money(amount=Amount(145000, "CZK"))
    place(studio, words, amount)
    tr.speak("en")
    english = amount.text
    tr.speak("cs")
    assert amount.text != english
    assert "1 450,00" in amount.text.replace("\u00a0", " ")


def test_a_sign_stands_at_the_right_of_a_field_that_was_made_before_it_had_a_width(
    studio: Studio,
) -> None:
    from kivy.uix.boxlayout import BoxLayout

    from kiosk.ui.kit import Field

    field = Field(kind="date")
    field.sign = "calendar"
    box = BoxLayout(size=(600, 100))
    box.add_widget(field)
    box.do_layout()
    field.do_layout()
    assert field._button.x == box.x + box.width - field._button.width
    assert field.input.x + field.input.width == field._button.x


@pytest.mark.parametrize("high", [None, 48])
def test_of_too_many_words_the_beginning_stays(studio: Studio, high: int | None) -> None:
    from kiosk.ui.kit import Btn, Txt

    told = "first second third fourth fifth sixth seventh eighth"
    where = {"size_hint_y": None} if high is None else {"size_hint_y": 1, "height": high}
    text = Txt(text=told, lines=2, data=True, width=150, **where)
    button = Btn(text=told, width=150)
    for part in (text, button):
        part.texture_update()
        shown = [word.text for line in part._label._cached_lines for word in line.words]
        assert shown[0].startswith("first")
