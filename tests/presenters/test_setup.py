"""The first start on an empty database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.salon.domain.text import Msg
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.salon import close_salon, open_salon


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Services]:
    services = open_salon(tmp_path)
    yield services
    close_salon(services)


def fill(story: Story, **values: str) -> Story:
    for name, value in values.items():
        story.nav.act("edit", name, value)
    return story


def said(value: object) -> str:
    return value.plain() if isinstance(value, Msg) else str(value)


def test_a_salon_is_set_up_from_nothing(empty: Services) -> None:
    story = Story(empty).at("setup")
    story.tap("pick", "sl").tap("pick", "SI")
    assert story.out.language == "sl"
    assert "ID za DDV" in [field.label for field in story.state.form.fields]
    fill(story, salon="Vzorčni salon", street="Vzorčna 1", postcode="1000", city="Ljubljana")
    story.tap("save")
    fill(story, first_name="Ana", last_name="Vzorec", pin="2580", pin_again="2580").tap("save")
    story.at("attract")
    assert story.taps == 4
    assert story.state.salon == "Vzorčni salon"
    assert empty.context.salon.currency.code == "EUR"
    (ana,) = empty.team.members()
    assert (ana.role, ana.has_pin, ana.language) == ("manager", True, "sl")
    assert "2580" not in repr(vars(story.nav.presenter("setup")))


def test_mistakes_are_told_at_their_fields_and_nothing_is_lost(empty: Services) -> None:
    story = Story(empty).tap("pick", "cs").tap("pick", "CZ").tap("save").at("setup")
    assert story.state.step == "salon"
    assert said(story.state.form.fields[0].error)
    fill(story, salon="Vzorový salon").tap("save").tap("save")
    assert said(story.state.form.fields[0].error)
    fill(story, first_name="Jana", pin="2580", pin_again="2581").tap("save")
    assert said(story.state.form.fields[3].error)
    fill(story, pin="1111", pin_again="1111").tap("save").at("setup")
    assert said(story.state.form.message)
    story.tap("close").tap("close").tap("close")
    assert story.state.step == "language"
    story.tap("pick", "en").tap("pick", "HU")
    assert story.state.form.fields[0].value == "Vzorový salon"


def test_cards_and_codes_do_nothing_before_it_is_set_up(empty: Services) -> None:
    Story(empty).card("AAAA1111").scan("PULT:ABC").at("setup")
