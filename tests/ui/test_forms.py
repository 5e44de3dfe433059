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
    form = FormState("Edit", tuple(FormField(name, name) for name in names))
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
