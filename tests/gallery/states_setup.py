"""The first start: from choosing a language to the first steps on the desk."""

from __future__ import annotations

from kiosk.presenters.office.args import KeyPaperArgs
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.text import T
from tests.gallery.stage import Stage
from tests.gallery.states import state

LONG_NAME = "Kadeřnictví a kosmetika U Zlatého hřebene a stříbrných nůžek"
PRINTER = DeviceState("receipts", "receipt", True, driver="escpos_usb", model="Epson TM-T20III")


@state("First start: language", empty=True)
def setup(stage: Stage) -> None:
    stage.at("setup")


@state("First start: country", empty=True)
def setup_country(stage: Stage) -> None:
    stage.tap("pick", "cs")


@state("First start: what the salon does", empty=True)
def setup_trade(stage: Stage) -> None:
    setup_country(stage)
    stage.tap("pick", "CZ")


@state("First start: the salon", empty=True)
def setup_salon(stage: Stage) -> None:
    setup_trade(stage)
    stage.tap("pick", "hair")


@state("First start: a VAT payer with a long name", empty=True)
def setup_payer(stage: Stage) -> None:
    setup_salon(stage)
    for name, value in (("salon", LONG_NAME), ("vat_payer", "1"), ("vat_id", "CZ123")):
        stage.nav.act("edit", name, value)


@state("First start: opening hours", empty=True)
def setup_hours(stage: Stage) -> None:
    setup_salon(stage)
    stage.nav.act("edit", "salon", "Vzorový salon")
    stage.tap("save")


@state("First start: hours that overlap", empty=True)
def setup_hours_wrong(stage: Stage) -> None:
    setup_hours(stage)
    stage.nav.act("edit", "day_1", "9-12, 11-18")
    stage.tap("save")


@state("First start: the manager, PINs differ", empty=True)
def setup_manager(stage: Stage) -> None:
    setup_hours(stage)
    stage.tap("save")
    for name, value in (("first_name", "Jana"), ("pin", "2580"), ("pin_again", "2581")):
        stage.nav.act("edit", name, value)
    stage.tap("save")


@state("First start: nothing is connected", empty=True)
def connect(stage: Stage) -> None:
    setup_manager(stage)
    stage.nav.act("edit", "pin_again", "2580")
    stage.tap("save")


@state("First start: a printer and a reader are there", empty=True)
def connect_found(stage: Stage) -> None:
    connect(stage)
    reader = DeviceState("cards", "reader", True, driver="pcsc", model="ACS ACR122U")
    bad = DeviceState(
        "scanner", "scanner", False, T("It has been unplugged."), driver="evdev_scanner"
    )
    stage.hardware.set_devices((PRINTER, bad, reader))
    stage.wait(1)


@state("The key is printed", empty=True)
def key_paper(stage: Stage) -> None:
    connect_found(stage)
    stage.tap("next")


@state("The key did not come out", empty=True)
def key_paper_failed(stage: Stage) -> None:
    key_paper(stage)
    stage.tap("print")
    stage.hardware.key_printed("Out of paper.")


@state("The key came out", empty=True)
def key_paper_done(stage: Stage) -> None:
    key_paper(stage)
    stage.tap("print")
    stage.hardware.key_printed("")


@state("The words of the key, without a printer")
def key_paper_words(stage: Stage) -> None:
    stage.desk().open(KeyPaperArgs())


@state("A new salon's desk with its first steps", empty=True)
def desk_first_steps(stage: Stage) -> None:
    connect(stage)
    stage.tap("next").tap("next")


@state("The first steps", empty=True)
def first_steps(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.tap("rail", "first_steps")


@state("No first step is left", empty=True)
def first_steps_none(stage: Stage) -> None:
    first_steps(stage)
    for row in stage.state.rows:
        stage.tap("put_away", row.key)


@state("A booking in a salon without services", empty=True)
def booking_no_services(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.tap("book").tap("show_part", "what")
