"""Filling in: what is typed over, what a field takes, where the eye is led when something is
wrong, and what a list without rows offers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.presenters.forms import FormField, FormState
from tests.gallery.studio import Studio
from tests.ui.finger import Finger
from tests.ui.test_kit import counted, place

pytestmark = pytest.mark.window


@pytest.fixture
def finger(studio: Studio) -> Finger:
    return Finger(studio)


def key_texts(keyboard: Any) -> list[str]:
    return [key.text for row in keyboard._letters for key in row]


def focused(studio: Studio, finger: Finger, **look: Any) -> Any:
    """A field with a value, after a finger on it."""
    from kiosk.ui.kit import Field, Gap

    field = Field(label="Length in minutes", **look)
    place(studio, field, Gap())
    finger.tap(field.input)
    return field


def test_typing_over_a_value_takes_its_place(studio: Studio, finger: Finger) -> None:
    keyboard = studio.shell.frame.keyboard
    field = focused(studio, finger, text="30", kind="number")
    for digit in "45":
        keyboard._type(digit)
    assert field.text == "45"
    keyboard.put_away()


def test_a_second_touch_changes_a_letter_of_it(studio: Studio, finger: Finger) -> None:
    keyboard = studio.shell.frame.keyboard
    field = focused(studio, finger, text="Eva")
    finger.tap(field.input)
    keyboard._type("x")
    assert sorted(field.text) == sorted("Evax")
    keyboard.put_away()


def test_back_clears_a_value_that_was_just_touched(studio: Studio, finger: Finger) -> None:
    keyboard = studio.shell.frame.keyboard
    field = focused(studio, finger, text="30", kind="number")
    keyboard._do_back()
    assert field.text == ""
    for digit in "12":
        keyboard._type(digit)
    keyboard._do_back()
    assert field.text == "1", "after that it takes one letter at a time"
    keyboard.put_away()


def test_next_takes_up_a_prefilled_value_too(studio: Studio, finger: Finger) -> None:
    """And it begins with a capital letter, as the one it takes the place of did."""
    from kiosk.ui.kit.form import FormView

    keyboard = studio.shell.frame.keyboard
    keyboard.language = "sl"
    fields = (
        FormField("first", "First name", "name", "Golob"),
        FormField("last", "Last name", "name", "Sabina"),
    )
    view = FormView(form=FormState(title="New client", fields=fields), wide=True)
    place(studio, view)
    first, last = view._made["first"], view._made["last"]
    finger.tap(first.input)
    assert key_texts(keyboard)[0] == "Q"
    keyboard._do_next()
    assert last.input.focus
    assert key_texts(keyboard)[0] == "Q"
    for letter in "Novak":
        keyboard._type(letter)
    assert last.text == "Novak"
    finger.tap(last.input)
    finger.tap(last.input)
    assert key_texts(keyboard)[0] == "q", "the cursor stands inside"
    keyboard.put_away()


def test_an_emptied_field_begins_again(studio: Studio, finger: Finger) -> None:
    keyboard = studio.shell.frame.keyboard
    field = focused(studio, finger, text="")
    keyboard._type("E")
    assert key_texts(keyboard)[0] == "q"
    keyboard._do_back()
    assert field.text == ""
    assert key_texts(keyboard)[0] == "Q"
    keyboard.put_away()


@pytest.mark.parametrize(("kind", "key"), [("text", "m"), ("name", "M")])
def test_only_names_have_a_capital_in_each_word(
    studio: Studio, finger: Finger, kind: str, key: str
) -> None:
    """*Shampoo 250 ml*, and *Eva Maria*."""
    keyboard = studio.shell.frame.keyboard
    focused(studio, finger, kind=kind)
    for sign in ("E", "v", "a", " "):
        keyboard._type(sign)
    assert key in key_texts(keyboard)
    keyboard.put_away()


def test_a_line_is_as_high_as_its_letters_whenever_they_are_measured(studio: Studio) -> None:
    """Else what is typed is one pixel high."""
    from kiosk.ui.kit import Field, Gap

    field = Field(icon="search", kind="name")
    place(studio, field, Gap())
    input_ = field.input
    input_.line_height = 1
    field._place()
    input_._trigger_refresh_text()
    studio.settle()
    _, top, _, bottom = input_.padding
    assert input_.line_height > 10
    assert input_.height - top - bottom == pytest.approx(input_.line_height, abs=1)


def test_another_page_of_questions_begins_at_its_top(studio: Studio) -> None:
    from kiosk.ui.kit.form import FormView

    form = FormState(
        title="The salon", fields=tuple(FormField(f"a{n}", f"a{n}") for n in range(14))
    )
    view = FormView(form=form, wide=False)
    place(studio, view)
    view.scroll.scroll_y = 0.2
    view.form = replace(form, fields=(*form.fields, FormField("more", "more")))
    studio.settle()
    assert view.scroll.scroll_y < 0.5, "one field more is the same page"
    view.form = FormState(
        title="Hours", fields=tuple(FormField(f"b{n}", f"b{n}") for n in range(14))
    )
    studio.settle()
    assert view.scroll.scroll_y == 1


def test_a_letter_that_is_not_taken_leaves_the_value(studio: Studio, finger: Finger) -> None:
    field = focused(studio, finger, text="30", kind="number")
    field.input.keyboard_on_textinput(None, "x")
    assert field.text == "30"
    field.input.keyboard_on_textinput(None, "4")
    assert field.text == "4"
    field.focus = False


@pytest.mark.parametrize(
    ("kind", "typed", "taken"),
    [
        ("number", "3O", "3"),
        ("phone", "+420 x777", "+420 777"),
        ("codes", "8594001234567B, 12", "8594001234567, 12"),
        ("pin", "12a4", "124"),
        ("date", "24. Dec 1985", "24.  1985"),
        ("text", "Ěva 2", "Ěva 2"),
    ],
)
def test_a_field_takes_only_what_it_can_hold(
    studio: Studio, finger: Finger, kind: str, typed: str, taken: str
) -> None:
    field = focused(studio, finger, kind=kind)
    field.input.insert_text(typed)
    assert field.text == taken
    field.focus = False


def test_a_wrong_field_comes_into_view_and_is_typed_into(studio: Studio) -> None:
    from kiosk.ui.kit.form import FormView

    names = [f"field {number}" for number in range(14)]
    form = FormState(title="Edit", fields=tuple(FormField(name, name) for name in names))
    view = FormView(form=form, wide=False)
    place(studio, view)
    wrong = replace(form.fields[-1], error="Please enter a name.")
    view.form = replace(form, fields=(*form.fields[:-1], wrong), message="Please correct it.")
    studio.settle()
    part = view._made[names[-1]]
    assert part.focus
    _, bottom = part.to_window(part.x, part.y)
    assert bottom >= view.scroll.to_window(0, view.scroll.y)[1] - 1
    studio.shell.frame.keyboard.put_away()


def test_a_switch_is_not_touched_beside_it(studio: Studio) -> None:
    from kiosk.ui import tokens as t
    from kiosk.ui.kit import Toggle

    toggle = Toggle(text="Active", height=t.H_FIELD)
    place(studio, toggle)
    x, middle = toggle.center
    assert toggle.collide_point(x, middle)
    assert not toggle.collide_point(x, toggle.top - 1)


def test_an_empty_list_offers_the_way_on(studio: Studio, finger: Finger) -> None:
    from kiosk.presenters.rows import Row
    from kiosk.ui.kit import RowList

    rows = RowList(empty="No products yet.", offer_text="New product")
    place(studio, rows)
    heard = counted(rows, "on_offer")
    finger.tap(rows.nothing.button)
    assert len(heard) == 1
    assert rows.nothing.icon.parent is not None
    rows.items = (Row("1", "Shampoo"),)
    assert rows.nothing.parent is None


def test_the_hint_of_a_search_is_there_from_the_first(studio: Studio) -> None:
    from kiosk.ui.kit import Field, Gap

    field = Field(icon="search", hint="Name, phone or e-mail")
    place(studio, field, Gap())
    drawn = [part for part in field.input.canvas.children if part in field.input._hint_text_rects]
    assert drawn
    assert field.input._hint_text_lines == ["Name, phone or e-mail"]


def test_switches_alone_stand_close_and_on_the_line_of_a_field_beside_them(studio: Studio) -> None:
    from kiosk.ui.kit.form import FormView

    fields = tuple(FormField(name, name, "switch") for name in ("a", "b", "c"))
    view = FormView(form=FormState(title="Cards", fields=(*fields, FormField("d", "d"))), wide=True)
    place(studio, view)
    alone, beside = view._made["a"], view._made["c"]
    assert alone.height == alone.toggle.height
    assert beside.toggle.to_window(0, beside.toggle.y)[1] == pytest.approx(
        view._made["d"].ground.to_window(0, view._made["d"].ground.y)[1], abs=1
    )
    view.wide = False
    studio.settle()
    assert view._made["c"].height == view._made["c"].toggle.height


def test_buttons_leave_the_title_of_a_form_its_room(studio: Studio) -> None:
    from kiosk.presenters.forms import FormButton
    from kiosk.ui.kit.form import FormScreen

    few = FormState(title="A page with a title", extra=(FormButton("hours", "Hours"),))
    words = (
        "Cards",
        "Replace the card by another one",
        "Hours of this person",
        "Give one more card",
    )
    many = replace(few, extra=tuple(FormButton(word, word) for word in (*words, *words)))
    screen = FormScreen()
    studio.shell.frame.show(screen)
    for state, beside in ((few, True), (many, False), (few, True)):
        screen.state = state
        studio.measure()
        assert (screen.extras[0].parent is screen.sheet.bar) == beside
        title = screen.sheet.bar._title
        assert not title.is_shortened
        assert title.text == "A page with a title"


def test_what_is_said_of_the_whole_form_comes_into_view_each_time(studio: Studio) -> None:
    from kiosk.ui.kit.form import FormView

    form = FormState(title="Cash out", fields=tuple(FormField(f"a{n}", f"a{n}") for n in range(14)))
    view = FormView(form=form, wide=False)
    place(studio, view)
    told = replace(form, message="The VAT rows are not the sum that was paid.")
    for _ in range(2):
        view.scroll.scroll_y = 0
        view.form = form
        view.form = told
        studio.settle()
        assert view.scroll.scroll_y == 1
    view.scroll.scroll_y = 0
    view.form = replace(told, fields=(*told.fields[:-1], replace(told.fields[-1], value="1")))
    studio.settle()
    assert view.scroll.scroll_y == 0
