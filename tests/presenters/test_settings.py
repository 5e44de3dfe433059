"""Stories of the settings, of the size of everything, and of the machine."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.presenters.office.args import SettingsPageArgs
from kiosk.presenters.worker import Task
from kiosk.salon.domain.text import Msg, Text
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_client_screens import desk
from tests.presenters.test_goods_screens import refusal
from tests.rigs.till_world import make_till


def page(salon: Services, key: str, text: str = "") -> Story:
    """The manager has opened a page of the settings; ``text``: what the file says."""
    story = desk(salon, "Petra")
    story.hardware.machine.home.settings.write_text(text)
    story.nav.go(SettingsPageArgs(key))
    return story


def values(story: Story) -> dict[str, str]:
    return {field.name: field.value for field in story.state.fields}


def errors(story: Story) -> dict[str, str]:
    return {field.name: field.error.plain() for field in story.state.fields if field.error}


@pytest.mark.req("K9")
def test_every_page_shows_what_the_file_says(salon: Services) -> None:
    story = desk(salon, "Petra").fresh()
    story.nav.go("more")
    story.tap("pick", "settings").at("settings")
    titles = [item.key for item in story.state.items]
    assert titles == [
        "desk",
        "screen",
        "agenda",
        "clock",
        "cards",
        "till",
        "fiscal",
        "barcodes",
        "sync",
        "google",
    ]
    for key in titles:
        story.tap("pick", key).at("settings_page").tap("close").at("settings")
    story = page(salon, "desk", '[desk]\nname = "K2"\nidle_seconds = 90\n')
    assert values(story) == {
        "role": "everything",
        "desk.name": "K2",
        "desk.idle_seconds": "90",
        "desk.customer_percent": "100",
        "files.sticks": "/media; /run/media; /mnt",
    }
    idle = next(field for field in story.state.fields if field.name == "desk.idle_seconds")
    assert [key for key, _ in idle.options] == ["60", "120", "300", "600", "1800", "90"]


@pytest.mark.req("K9")
def test_what_is_set_is_the_same_setting_as_in_the_file(salon: Services) -> None:
    text = '# ours\nrole = "desk"  # at the window\n\n[desk]\nidle_seconds = 90 # "short" breaks\n'
    story = page(salon, "desk", text)
    story.tap("edit", "desk.idle_seconds", "300").tap("edit", "role", "everything").tap("save")
    machine = story.hardware.machine
    assert machine.text == text.replace("90", "300").replace('"desk"', '"everything"')
    assert machine.asked == ["in effect"]
    story.nav.go(SettingsPageArgs("desk"))
    story.tap("save")
    assert machine.asked == ["in effect"], "what says the same is not written again"


@pytest.mark.parametrize(
    ("key", "field", "typed", "told"),
    [
        ("till", "till.discount_limit", "101", "From 0 to 100."),
        ("till", "papers.keep_days", "", "From 1 to 3650."),
        ("till", "papers.keep_days", "-3", "From 1 to 3650."),
        ("desk", "desk.name", "recepce", "This does not fit."),
        ("cards", "cards.address", "ftp://example.com", "This does not fit."),
        ("sync", "sync.quiet_until", "25", "From 0 to 24."),
        ("google", "google.contacts_label", "", "This does not fit."),
        ("barcodes", "barcode.in_store", "21IIIIIWWWWWC", "This does not fit."),
        ("barcodes", "barcode.in_store", "28IIIIIWWWWWC; 28", "This does not fit."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    salon: Services, key: str, field: str, typed: str, told: str
) -> None:
    story = page(salon, key)
    story.tap("edit", field, typed).tap("save").at("settings_page")
    assert list(errors(story)) == [field]
    assert errors(story)[field].startswith(told)
    assert story.hardware.machine.text == ""


def test_lists_are_typed_with_semicolons(salon: Services) -> None:
    story = page(salon, "desk")
    story.tap("edit", "files.sticks", "/media; /mnt/stick ;").tap("save").at("desk")
    read = tomllib.loads(story.hardware.machine.text)
    assert read == {"files": {"sticks": ["/media", "/mnt/stick"]}}


@pytest.mark.req("K9")
def test_the_barcodes_of_a_scale_need_no_label_printer(salon: Services) -> None:
    story = page(salon, "barcodes")
    story.tap("edit", "barcode.in_store", "28IIIIIWWWWWC; 29IIIIIPPPPPC").tap("save").at("desk")
    read = tomllib.loads(story.hardware.machine.text)
    assert read == {"barcode": {"in_store": ["28IIIIIWWWWWC", "29IIIIIPPPPPC"]}}


def test_a_file_written_another_way_is_left_alone(salon: Services) -> None:
    text = "till.discount_limit = 20\n"
    story = page(salon, "till", text)
    story.tap("edit", "till.discount_limit", "40").tap("save").at("settings_page")
    assert story.state.message == Msg("The settings file is written by hand here. Change it there.")
    assert story.hardware.machine.text == text


def test_staff_do_not_set_anything(salon: Services) -> None:
    story = desk(salon)
    story.nav.go("more")
    story.tap("pick", "settings").at("more")
    assert "manager" in refusal(story)


def test_a_volume_is_heard_before_it_is_saved(salon: Services) -> None:
    story = page(salon, "screen")
    story.tap("edit", "screen.sound_volume", "30")
    assert story.hardware.machine.asked == ["sound 30"]


# -- the size of everything ---------------------------------------------------------------------


@pytest.mark.req("K9")
def test_a_size_is_chosen_by_looking_and_stays_only_if_somebody_says_so(salon: Services) -> None:
    story = page(salon, "screen", "[screen]\nsound_volume = 5\n")
    story.tap("size").at("size")
    assert [sample.chosen for sample in story.state.samples] == [False, True, False]
    story.tap("pick", "2")
    machine = story.hardware.machine
    assert machine.asked == ["restart"]
    assert tomllib.loads(machine.text) == {"screen": {"sound_volume": 5, "density": 1.25}}
    story.nav.go("size_trial")
    story.wait(19).at("size_trial").wait(2)
    assert machine.asked == ["restart", "restart"]
    assert machine.text == "[screen]\nsound_volume = 5\n"


def test_a_size_is_not_kept_by_reading_about_it(salon: Services) -> None:
    story = page(salon, "screen", "[screen]\nsound_volume = 5\n").tap("size").tap("pick", "2")
    story.nav.go("size_trial")
    story.tap("explain").at("help").wait(31).at("attract")
    assert story.hardware.machine.text == "[screen]\nsound_volume = 5\n"


def test_a_size_that_is_kept(salon: Services) -> None:
    story = page(salon, "screen").tap("size").tap("pick", "0")
    story.nav.go("size_trial")
    story.tap("keep").at("attract").wait(30)
    machine = story.hardware.machine
    assert machine.asked == ["restart"]
    assert tomllib.loads(machine.text) == {"screen": {"density": 0.85}}


# -- the machine --------------------------------------------------------------------------------


def system(salon: Services) -> Story:
    story = desk(salon, "Petra")
    story.nav.go("system")
    return story


def facts(story: Story) -> dict[str, tuple[str, str]]:
    def plain(text: Text) -> str:
        return text if isinstance(text, str) else text.plain()  # type: ignore[union-attr]

    return {plain(one.title): (plain(one.about), one.tone) for one in story.state.facts}


def test_the_machine_tells_how_it_is(salon: Services) -> None:
    story = system(salon)
    assert {tone for _, tone in facts(story).values()} == {""}
    machine = story.hardware.machine
    machine.fine = replace(machine.fine, clock="unset", links=(), way_out=False, low=True)
    story.wait(6)
    told = facts(story)
    assert told["Clock"][1] == "warn"
    assert told["Network"] == ("Not connected. Selling works without it.", "")
    assert told["Disk"][1] == "bad"
    machine.fine = replace(machine.fine, writable=False, clock="wrong")
    story.wait(6)
    assert "cannot be written" in facts(story)["Disk"][0]
    assert facts(story)["Clock"][1] == "bad"


@pytest.mark.req("K9")
@pytest.mark.parametrize(
    ("what", "asked"),
    [
        ("program", "restart"),
        ("practise", "restart"),
        ("restart", "systemctl reboot"),
        ("off", "systemctl poweroff"),
    ],
)
def test_switching_off_asks_first(salon: Services, what: str, asked: str) -> None:
    story = system(salon).fresh()
    story.tap("ask", what)
    assert story.state.question
    story.tap("no").tap("do")
    assert story.hardware.machine.asked == []
    story.tap("ask", what).tap("do")
    assert story.hardware.machine.asked == [asked]


def test_a_machine_that_does_not_let_us_is_told(salon: Services) -> None:
    story = system(salon)
    story.hardware.machine.refuses = "Call to PowerOff failed: Interactive authentication required."
    story.out.later = []
    story.tap("ask", "off").tap("do").at("system")
    assert story.hardware.machine.asked == [], "the screens do not wait for the system's answer"
    story.out.catch_up()
    assert "Interactive authentication" in refusal(story)


@pytest.mark.req("K9")
def test_nothing_is_torn_off(salon: Services) -> None:
    till = make_till(salon)
    story = system(salon)
    bill = till.retail()
    question = till.salon.asking.take(bill.id, "card", 38_900, 38_900, till.eva.id)
    story.tap("ask", "off")
    assert "paid on the terminal" in refusal(story)
    till.salon.asking.done(question.id, till.eva.id)
    job = salon.printing.open_jobs()[0]
    assert salon.printing.next((job.kind,)) is not None
    story.tap("ask", "restart")
    assert "being printed" in refusal(story)
    salon.printing.printed(job.id)
    story.nav.worker.task = Task(None, 10)
    story.tap("ask", "restart")
    assert "read or written" in refusal(story)
    story.nav.worker.task.over = True
    story.out.later = []
    story.nav.worker.do(lambda: None, lambda _: None, lambda _: None)
    story.tap("ask", "restart")
    assert not story.state.question, "an export is written"
    story.out.catch_up()
    story.tap("ask", "restart")
    assert story.state.question


def test_an_open_bill_waits_while_the_machine_is_off(salon: Services) -> None:
    """Who cannot switch off in the evening pulls the plug."""
    till = make_till(salon)
    story = system(salon)
    till.retail()
    story.tap("ask", "off")
    assert story.state.left.plain() == "1 bill is open. It is still here afterwards."
    story.tap("do")
    assert story.hardware.machine.asked == ["systemctl poweroff"]


@pytest.mark.req("K9")
def test_the_clock_is_set_by_hand_where_no_network_sets_it(salon: Services) -> None:
    story = system(salon)
    assert not story.state.set_clock
    machine = story.hardware.machine
    machine.fine = replace(machine.fine, clock="unset")
    story.wait(6)
    assert story.state.set_clock
    before = story.clock.now()
    story.tap("clock_by_hand").at("clock_form")
    story.tap("edit", "day", "24. 12. 2026").tap("edit", "time", "8:05").tap("save").at("system")
    # The salon is an hour ahead of UTC in winter.
    assert machine.clock.at == datetime(2026, 12, 24, 7, 5, tzinfo=UTC)
    assert machine.clock.follows, "the network sets it again once it is there"
    newest = "SELECT kind, json_extract(body, '$.before') FROM journal ORDER BY seq DESC LIMIT 1"
    assert [tuple(row) for row in salon.context.store.rows(newest)] == [("clock.set", before)]


def test_a_clock_that_cannot_be_set_says_why(salon: Services) -> None:
    story = system(salon)
    story.nav.go("clock_form")
    for day, time, field in (
        ("24. 12. 1926", "8:05", "day"),
        ("", "8:05", "day"),
        ("24. 12. 2026", "25:00", "time"),
    ):
        story.tap("edit", "day", day).tap("edit", "time", time).tap("save").at("clock_form")
        assert [one.name for one in story.state.fields if one.error] == [field]
    story.hardware.machine.clock.allowed = False
    story.tap("edit", "time", "8:05").tap("save").at("clock_form")
    assert "does not let Pult set its clock" in story.state.message.plain()
    assert story.hardware.machine.clock.at is None
    story.tap("close")
    other = Story(salon).unlock(salon.team.members()[1])
    other.nav.go("system")
    other.tap("clock_by_hand").at("system")


def test_the_zone_of_the_salon(salon: Services) -> None:
    story = system(salon).tap("zone").at("zone_form")
    story.tap("edit", "zone", "Europe/London").tap("save").at("system")
    assert salon.context.salon.zone.key == "Europe/London"
