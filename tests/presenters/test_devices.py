"""Stories of the devices page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.devices import DeviceState, FoundDevice, Place
from kiosk.salon.domain.text import T
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_client_screens import CARD, desk
from tests.presenters.test_goods_screens import refusal

READER = DeviceState("cards", "reader", True, "", "pcsc")
SCANNER = DeviceState("scanner", "scanner", True, "", "evdev_scanner")
RECEIPTS = DeviceState(
    "receipts", "receipt", False, T("Out of paper."), "escpos_tcp", has_drawer=True
)
LABELS = DeviceState("labels", "label", True, "", "label_tcp")


def page(salon: Services, name: str = "Petra") -> Story:
    story = desk(salon, name)
    story.hardware.set_devices((READER, SCANNER, RECEIPTS, LABELS))
    story.nav.go("papers")
    return story.tap("devices").at("devices")


@pytest.mark.req("K2", "K3")
def test_states_and_reasons_are_shown(salon: Services) -> None:
    cards = page(salon).state.devices
    assert [card.works for card in cards] == [True, True, False, True]
    assert cards[2].why.plain() == "Out of paper."
    assert [card.drawer for card in cards] == [False, False, True, False]


def test_printers_print_test_paper_and_open_the_drawer(salon: Services) -> None:
    story = page(salon)
    story.tap("try_it", "receipts").tap("open_drawer", "receipts").tap("try_it", "labels")
    asked = [ask for ask in story.hardware.asks if ask[0] != "find"]
    assert asked == [("strip", "receipts"), ("drawer", "receipts"), ("strip", "labels")]


@pytest.mark.req("K2")
def test_a_card_at_the_tried_reader_is_told_without_its_number_and_does_nothing_else(
    salon: Services,
) -> None:
    story = page(salon)
    story.tap("try_it", "cards").card(CARD).at("devices")
    assert story.state.devices[0].heard.plain() == "Hold a card to it."
    told = DeviceState("cards", "reader", True, "", "pcsc", "card", story.clock.now())
    story.hardware.set_devices((told, SCANNER, RECEIPTS, LABELS))
    story.wait(1)
    assert story.state.devices[0].heard.plain() == "A card was read. It works."
    assert story.state.devices[0].last.plain()
    assert CARD not in repr(story.state)


@pytest.mark.req("K3")
def test_a_tried_scanner_shows_the_code(salon: Services) -> None:
    story = page(salon)
    story.tap("try_it", "scanner").scan("4006381333931").at("devices")
    told = DeviceState("scanner", "scanner", True, "", "evdev_scanner", "code", story.clock.now())
    story.hardware.set_devices((READER, told, RECEIPTS, LABELS))
    story.wait(1)
    assert story.state.devices[1].heard.plain() == "Read: 4006381333931"
    story.wait(25)
    assert not story.state.devices[1].listening


def test_a_missing_reader_is_not_tried(salon: Services) -> None:
    story = page(salon)
    story.hardware.set_devices((DeviceState("cards", "reader", False, T("Switched off.")),))
    story.tap("try_it", "cards")
    assert refusal(story) == "Switched off."
    story.tap("try_it", "labels")
    assert "not set up" in refusal(story)


def test_what_was_plugged_in_is_used_with_one_touch_by_a_manager(salon: Services) -> None:
    found = (FoundDevice("k", "reader", "A reader", "pcsc", "A reader"),)
    story = page(salon)
    story.hardware.set_found(found)
    story.wait(1)
    assert [one.key for one in story.state.found] == ["k"]
    story.tap("use", "k")
    assert ("use", "k") in story.hardware.asks
    other = page(salon, "Eva")
    other.hardware.set_found(found)
    other.tap("use", "k")
    assert "manager" in refusal(other)
    assert ("use", "k") not in other.hardware.asks


def added(salon: Services) -> Story:
    """A printer in the network, just saved: its test paper is looked at."""
    story = page(salon)
    story.tap("add").at("printer_form").tap("edit", "place", "192.0.2.7").tap("save").at("devices")
    new = DeviceState(
        "new-receipt", "receipt", True, "", "escpos_tcp", where="192.0.2.7", plug="network"
    )
    story.hardware.set_devices((*story.hardware.devices, new))
    return story


@pytest.mark.req("K4", "K9")
def test_a_network_printer_is_added_with_a_test(salon: Services) -> None:
    story = added(salon)
    assert story.hardware.setups["new-receipt"].place == "192.0.2.7"
    assert ("strip", "new-receipt") in story.hardware.asks
    (card,) = (card for card in story.state.devices if card.asking)
    assert card.change
    assert card.about.plain() == "new-receipt · in the network (192.0.2.7)"
    story.tap("came_out", card.key)
    assert not any(card.asking for card in story.state.devices)


@pytest.mark.req("K4")
def test_paper_that_came_out_wrong_leads_to_the_next_way(salon: Services) -> None:
    story = added(salon)
    spoken = []
    for _ in range(3):
        spoken.append(story.hardware.setups["new-receipt"].speaks)
        story.tap("came_out_wrong", "new-receipt")
    assert spoken == ["PC852", "WPC1250", "raster"]
    assert "Every way" in refusal(story)
    assert story.hardware.setups["new-receipt"].speaks == "PC852", "as it was"
    story.tap("came_out_wrong", "new-receipt")
    assert story.hardware.setups["new-receipt"].speaks == "WPC1250", "another round"


@pytest.mark.req("K4")
def test_all_ways_are_tried_from_whichever_one_begins(salon: Services) -> None:
    story = page(salon)
    story.tap("add").tap("edit", "place", "192.0.2.7").tap("edit", "speaks", "raster").tap("save")
    spoken = []
    for _ in range(3):
        spoken.append(story.hardware.setups["new-receipt"].speaks)
        story.tap("came_out_wrong", "new-receipt")
    assert spoken == ["raster", "PC852", "WPC1250"]
    assert "Every way" in refusal(story)
    assert story.hardware.setups["new-receipt"].speaks == "raster"


def silent(story: Story) -> DeviceState:
    """The printer just saved, which takes the connection and says nothing."""
    new = story.hardware.devices[-1]
    told = T("Connected, but it does not answer. Switch it off and on.")
    return replace(new, ok=False, cause="silent", detail=told)


@pytest.mark.req("K4", "K9")
def test_a_printer_that_never_answers_is_printed_on_all_the_same(salon: Services) -> None:
    story = added(salon)
    others = story.hardware.devices[:-1]
    story.hardware.set_devices((*others, silent(story)))
    story.wait(1)
    (card,) = (card for card in story.state.devices if card.mute)
    assert not card.asking, "there is no paper to look at"
    story.tap("change", card.key).at("printer_form")
    assert "does not answer" in story.state.message.plain()
    story.tap("close").at("devices")
    story.tap("print_unasked", card.key)
    assert story.hardware.setups["new-receipt"].answers is False
    assert story.hardware.asks.count(("strip", "new-receipt")) == 2
    story.hardware.set_devices((*others, replace(silent(story), ok=True, cause="", detail="")))
    story.wait(1)
    assert [card.asking for card in story.state.devices if card.key == "new-receipt"] == [True]
    story.tap("change", "new-receipt").at("printer_form")
    (field,) = (field for field in story.state.fields if field.name == "answers")
    assert not field.value
    story.tap("edit", "answers", "1").tap("save").at("devices")
    assert story.hardware.setups["new-receipt"].answers is True


def test_only_a_manager_who_has_tried_it_is_asked_whether_to_print_all_the_same(
    salon: Services,
) -> None:
    """One that hangs for a moment in the middle of a day is switched off and on."""
    story = added(salon)
    setups = story.hardware.setups
    quiet = silent(story)
    for name, expected in (("Petra", [True]), ("Eva", [])):
        other = page(salon, name)
        other.hardware.setups = setups
        other.hardware.set_devices((quiet,))
        other.wait(1)
        assert not any(card.mute for card in other.state.devices)
        other.tap("try_it", quiet.name).wait(1)
        assert [card.mute for card in other.state.devices if card.mute] == expected
    other.tap("print_unasked", quiet.name)
    assert "manager" in refusal(other)


def test_a_state_has_one_word_wherever_it_is_shown(salon: Services) -> None:
    story, front = page(salon), desk(salon)
    for cause, word, short in (
        ("paper_out", "Out of paper", "Out of paper"),
        ("cover_open", "Cover open", "Cover open"),
        ("off", "Does not work", "1 device does not work"),
    ):
        story.hardware.set_devices((READER, replace(RECEIPTS, cause=cause)))
        story.wait(1).at("devices")
        assert story.state.devices[1].state.plain() == word
        story.nav.go("papers")
        assert story.state.devices[1].chip.plain() == word
        story.nav.go("more")
        (menu,) = (item for item in story.state.items if item.key == "papers")
        assert menu.about.plain() == f"Receipt printer: {word}"
        story.nav.go("system")
        (fact,) = (fact for fact in story.state.facts if fact.title.plain() == "Devices")
        assert fact.about.plain() == f"Receipt printer: {word}"
        story.nav.go("devices")
        front.hardware.set_devices(story.hardware.devices)
        chip = front.wait(1).at("desk").state.chip
        assert chip is not None
        assert chip.text.plain() == short


def test_the_form_asks_what_the_kind_and_the_connection_need(salon: Services) -> None:
    story = page(salon)
    story.tap("add").tap("edit", "kind", "label")
    names = [field.name for field in story.state.fields]
    assert {"gap", "label_width", "dots"} <= set(names)
    assert "width" not in names
    story.tap("edit", "kind", "receipt").tap("edit", "connection", "serial")
    story.hardware.places("network", Place("192.0.2.7", "192.0.2.7"))
    story.hardware.places("serial", Place("/dev/serial/by-id/usb-x", "usb-x"))
    (found,) = (field for field in story.state.fields if field.name == "found")
    assert found.options == (("/dev/serial/by-id/usb-x", "usb-x"),)
    story.tap("edit", "found", "/dev/serial/by-id/usb-x").tap("save").at("devices")
    assert story.hardware.setups["new-receipt"].connection == "serial"


def test_what_is_wrong_stays_in_the_form(salon: Services) -> None:
    story = page(salon)
    story.tap("add").tap("save").at("printer_form")
    assert next(field for field in story.state.fields if field.name == "place").error
    story.tap("edit", "place", "nowhere").tap("save").at("printer_form")
    assert story.state.message == "It is nowhere."


def test_a_printer_is_changed_or_removed_by_a_manager_alone(salon: Services) -> None:
    story = added(salon)
    story.tap("change", "new-receipt").at("printer_form")
    story.tap("edit", "width", "58").tap("save").at("devices")
    assert story.hardware.setups["new-receipt"].width_mm == 58
    story.tap("change", "new-receipt").tap("remove").at("devices")
    assert story.hardware.setups == {}
    other = page(salon, "Eva")
    other.tap("add").at("devices")
    assert refusal(other)


def test_a_scale_and_a_customer_display_can_be_tried_too(salon: Services) -> None:
    story = page(salon)
    more = (DeviceState("scale", "scale", True), DeviceState("front", "display", True))
    story.hardware.set_devices(more)
    assert all(card.try_text for card in story.state.devices)
    story.tap("try_it", "scale")
    assert heard(story, "scale") == "Put something on the scale."
    story.hardware.weighed(0, "It moves.")
    assert heard(story, "scale") == "Put something on the scale."
    story.wait(1)
    story.hardware.weighed(540)
    assert heard(story, "scale") == "It weighs 540 g."
    story.tap("try_it", "front")
    assert story.hardware.customer[-1][0]
    assert "customers" in heard(story, "front")
    story.tap("stop", "front")
    assert story.hardware.customer[-1] == ("", ""), "the salon's name is back"
    assert heard(story, "front") == ""


def heard(story: Story, name: str) -> str:
    found = next(card.heard for card in story.state.devices if card.key == name)
    return found if isinstance(found, str) else found.plain()


def test_a_trial_that_nobody_answers_says_so(salon: Services) -> None:
    story = page(salon).tap("try_it", "scanner").wait(25)
    assert not story.state.devices[1].listening
    assert "Nothing came" in heard(story, "scanner")


# -- devices that are not found by themselves ----------------------------------------------------


def texts(story: Story, name: str) -> dict[str, str]:
    field = next(field for field in story.state.fields if field.name == name)
    return {key: word if isinstance(word, str) else word.plain() for key, word in field.options}


@pytest.mark.req("K9")
def test_a_scanner_on_a_serial_port_is_added_and_tried(salon: Services) -> None:
    story = page(salon)
    story.tap("add").at("printer_form")
    assert list(texts(story, "kind")) == [
        *("reader", "scanner", "receipt", "label", "display", "scale")
    ]
    story.tap("edit", "kind", "scanner").at("device_form")
    story.tap("edit", "way", "serial_scanner")
    free, taken = Place("/dev/serial/by-id/usb-x", "usb-x"), Place("/dev/ttyS0", "ttyS0", "scale")
    story.hardware.places("serial", free, taken)
    assert list(texts(story, "place")) == [free.value]
    assert [field.name for field in story.state.fields] == [
        *("kind", "way", "place", "option_suffix", "option_baud")
    ]
    story.tap("save").at("device_form")
    assert next(field for field in story.state.fields if field.name == "place").error
    story.tap("edit", "place", free.value).tap("edit", "option_baud", "19200")
    story.tap("save").at("devices")
    saved = story.hardware.device_setups["new-serial_scanner"]
    assert (saved.place, saved.options) == (free.value, (("baud", "19200"),))
    new = DeviceState("new-serial_scanner", "scanner", True, "", "serial_scanner", plug="serial")
    story.hardware.set_devices((new,))
    assert heard(story, "new-serial_scanner") == "Scan any code."
    story.tap("change", "new-serial_scanner").at("device_form")
    story.tap("remove").at("devices")
    assert story.hardware.device_setups == {}


def test_what_a_driver_wants_to_know_follows_from_the_answers(salon: Services) -> None:
    story = page(salon)
    story.tap("add").tap("edit", "kind", "reader").tap("edit", "way", "serial_reader")
    names = [field.name for field in story.state.fields]
    assert "option_technology" not in names
    story.tap("edit", "option_frame", "bcc")
    assert texts(story, "option_technology")["lf"] == "125 kHz"
    story.tap("edit", "kind", "label").at("printer_form")
    assert story.out.toast is None, "nothing was lost"


def test_where_nothing_is_plugged_in_the_form_says_what_to_do(salon: Services) -> None:
    story = page(salon)
    story.tap("add").tap("edit", "kind", "display").at("device_form")
    place = next(field for field in story.state.fields if field.name == "place")
    assert "appears here" in place.hint.plain()
    story.tap("edit", "place", "/nowhere").tap("save").at("device_form")
    assert story.state.message == "It is nowhere."
    story.wait(4)
    story.hardware.places("serial", Place("/dev/ttyUSB0", "Sample (ttyUSB0)"))
    assert texts(story, "place") == {
        "/dev/ttyUSB0": "Sample (ttyUSB0)",
        "/nowhere": "nowhere",
    }
    other = page(salon, "Eva")
    other.tap("add").at("devices")
    assert refusal(other)
