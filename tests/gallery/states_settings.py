"""What can be set at the screen, and the machine."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.office.args import SettingsPageArgs
from kiosk.salon.domain.machine import Link
from tests.gallery.stage import Stage
from tests.gallery.states import state


@state("Settings")
def settings_all(stage: Stage) -> None:
    stage.desk().open("settings")


def _page(stage: Stage, key: str) -> Stage:
    return stage.desk().open(SettingsPageArgs(key))


@state("This desk")
def settings_desk(stage: Stage) -> None:
    _page(stage, "desk")


@state("Screen and sound")
def settings_screen(stage: Stage) -> None:
    _page(stage, "screen")


@state("Cards")
def settings_cards(stage: Stage) -> None:
    _page(stage, "cards")


@state("Till and printing, with wrong figures")
def settings_wrong(stage: Stage) -> None:
    _page(stage, "till").tap("edit", "till.discount_limit", "400")
    stage.tap("edit", "papers.keep_days", "x").tap("save")


@state("Times of synchronisation")
def settings_sync(stage: Stage) -> None:
    _page(stage, "sync")


@state("Settings of a service, with long names")
def settings_service(stage: Stage) -> None:
    _page(stage, "google")
    stage.tap("edit", "google.contacts_label", "Klienti salonu Ukázková, pobočka náměstí a okolí")
    stage.tap("edit", "google.bookings_calendar", "c_" + "0123456789abcdef" * 6 + "@example.com")


@state("The size of everything")
def size_samples(stage: Stage) -> None:
    stage.desk().open("size")


@state("A size on trial")
def size_trial_open(stage: Stage) -> None:
    stage.desk().open("size_trial")
    stage.wait(3)


@state("A machine that is fine")
def system_fine(stage: Stage) -> None:
    stage.desk().open("system")


@state("A machine that needs somebody")
def system_bad(stage: Stage) -> None:
    machine = stage.hardware.machine
    machine.fine = replace(
        machine.fine,
        clock="unset",
        links=(Link("wifi", "wlan0", "192.0.2.144"), Link("cable", "eth0")),
        way_out=False,
        free=120 * 1024**2,
        low=True,
        memory_free=90 * 1024**2,
    )
    stage.desk().open("system").tap("ask", "off")


@state("The zone")
def zone_choice(stage: Stage) -> None:
    stage.desk().open("zone_form")


@state("The clock is set by hand")
def clock_form(stage: Stage) -> None:
    stage.desk().open("clock_form")
    stage.hardware.machine.clock.allowed = False
    stage.tap("save")


@state("The barcodes of a scale")
def settings_barcodes(stage: Stage) -> None:
    _page(stage, "barcodes")
    stage.tap("edit", "barcode.in_store", "21IIIIIWWWWWC").tap("save")
