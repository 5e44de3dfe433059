"""A printer, new or changed: what it prints, how it is connected, what it understands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.presenters.args import Result
from kiosk.presenters.forms import (
    FieldKind,
    FormButton,
    FormField,
    Options,
    require_manager,
    switch,
)
from kiosk.presenters.office.args import DeviceFormArgs, PrinterFormArgs, PrinterSaved
from kiosk.presenters.office.device_form import HardwareForm, is_printer, kind_options, whole_within
from kiosk.salon.domain.devices import LabelPaperSize, Place, Plug, PrinterSetup
from kiosk.salon.domain.entry import network_addresses
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Msg, T, Text

CONNECTIONS: dict[str, tuple[str, Text]] = {
    "network": ("network", T("Network")),
    "serial": ("serial", T("Serial port")),
    "usb": ("usb", T("USB")),
}
POSSIBLE = {"receipt": ("network", "serial"), "label": ("network",)}
"""Connections of a new printer by kind: what is on USB is found by itself."""
PLACES: dict[str, tuple[Msg, Text]] = {
    "network": (
        T("Address in the network"),
        T(
            "Such as 192.168.1.50. It stands on the printer's own test page: switch it off, hold "
            "FEED, and switch it on."
        ),
    ),
    "serial": (T("Port"), T("Such as /dev/ttyUSB0")),
    "usb": (T("USB"), ""),
}
SPOKEN: dict[str, Options] = {
    "receipt": (
        ("PC852", T("As usual")),
        ("WPC1250", T("With €")),
        ("raster", T("Printed as a picture")),
    ),
    "label": (("zpl", "ZPL"), ("tspl", "TSPL"), ("epl2", "EPL2"), ("brother_ql", "Brother QL")),
}
"""Tables of characters, languages of label printers; the usual one first."""
WIDTHS: Options = (("80", "80 mm"), ("58", "58 mm"))
RESOLUTIONS: Options = (("8", "203 dpi"), ("12", "300 dpi"), ("24", "600 dpi"), ("6", "152 dpi"))
ASKED = T("Asked before each print")
USUAL = PrinterSetup("", "receipt", "network", "", "PC852")
MOST_FOUND = 6
"""So many places are offered to choose from."""


class PrinterForm(HardwareForm[PrinterFormArgs]):
    name = "printer_form"
    gone = T("The printer is not used any more.")

    def saved(self, name: str) -> Result:
        return PrinterSaved(name)

    def forget(self) -> None:
        super().forget()
        self._places: dict[str, tuple[Place, ...]] = {}
        self._setup = USUAL

    def begin(self, args: PrinterFormArgs) -> None:
        require_manager(self)
        setup = self.hardware.printer_setup(args.name) if args.name else _usual(args.kind)
        if setup is None:
            raise Refused(T("This printer can only be changed in the settings file."))
        self._setup = setup
        self._lay_out(setup)
        silent = any(
            one.name == args.name and one.cause == "silent" for one in self.hardware.devices
        )
        if silent and setup.answers:
            told = T("It does not answer. If it never does, switch off: {what}.", what=ASKED)
            self.show(replace(self.state, message=told, message_tone="info"))
        self._look("network")
        self._look("serial")

    def _look(self, plug: Plug) -> None:
        self.hardware.look_for_places(plug, lambda places: self._found(plug, places))

    def _lay_out(self, setup: PrinterSetup) -> None:
        new = not setup.name
        remove = FormButton("remove", T("Remove the printer"), "danger")
        self.open(
            T("Add a device") if new else T("Printer"),
            self._fields(setup, new),
            extra=() if new else (remove,),
            save_text=T("Save and print a test"),
        )

    def _kinds(self) -> Options:
        """Devices of other kinds have another form."""
        return kind_options(self.hardware.device_ways())

    def _fields(self, setup: PrinterSetup, new: bool) -> tuple[FormField, ...]:
        kind, connection = setup.kind, setup.connection
        fields: list[FormField] = []
        if new:
            ways = tuple(CONNECTIONS[one] for one in POSSIBLE[kind])
            fields = [
                FormField("kind", T("What is it?"), "choice", kind, options=self._kinds()),
                FormField("connection", T("Connection"), "choice", connection, options=ways),
            ]
        label, hint = PLACES[connection]
        form: FieldKind = "figures" if connection == "network" else "text"
        fields.append(FormField("place", label, form, setup.place, hint=hint))
        found = self._places.get(connection, ())
        free = [one for one in found if one.used_by in ("", setup.name)]
        if free:
            options = tuple((one.value, one.title) for one in free[:MOST_FOUND])
            fields.append(FormField("found", T("Found"), "choice", setup.place, options=options))
        spoken = T("Letters") if kind == "receipt" else T("Language of the printer")
        fields.append(FormField("speaks", spoken, "choice", setup.speaks, options=SPOKEN[kind]))
        if kind == "receipt":
            return (
                *fields,
                *_answers(setup),
                FormField("width", T("Paper"), "choice", str(setup.width_mm), options=WIDTHS),
                switch("drawn_qr", T("Draw QR codes"), setup.drawn_qr),
                switch("cutter", T("It cuts the paper"), setup.cutter),
                switch("drawer", T("A cash drawer hangs at it"), setup.drawer),
            )
        paper = setup.paper
        dots = str(paper.dots_per_mm)
        return (
            *fields,
            FormField("label_width", T("Width of a label in mm"), "number", str(paper.width_mm)),
            FormField("label_height", T("Height of a label in mm"), "number", str(paper.height_mm)),
            FormField("gap", T("Gap between labels in mm"), "number", str(paper.gap_mm)),
            FormField("dots", T("Resolution"), "choice", dots, options=RESOLUTIONS),
            *_answers(setup),
        )

    def edit(self, name: str, value: str) -> None:
        if name == "kind" and not is_printer(value):
            # Nothing is lost that was not asked here alone.
            self._untouched = tuple(field.value for field in self.state.fields)
            self.host.swap(DeviceFormArgs(kind=value))
            return
        super().edit(name, value)
        if name == "found":
            super().edit("place", value)
        elif name in ("kind", "connection"):
            self._change_shape(name)

    def _change_shape(self, name: str) -> None:
        """Other questions for another kind or connection; what was typed stays."""
        typed = {field.name: field.value for field in self.state.fields}
        kind, connection = typed["kind"], typed["connection"]
        if connection not in POSSIBLE[kind]:
            connection = POSSIBLE[kind][0]
        changes: dict[str, Any] = {"kind": kind, "connection": connection, "place": ""}
        if name == "kind":
            changes["speaks"] = SPOKEN[kind][0][0]
            changes["place"] = typed["place"] if connection == typed["connection"] else ""
        self._setup = replace(self._setup, **changes)
        self.show(replace(self.state, fields=self._fields(self._setup, True)))

    def _found(self, plug: Plug, places: tuple[Place, ...]) -> None:
        if not self.state.fields or places == self._places.get(plug):
            return
        self._places[plug] = places
        typed = {field.name: field.value for field in self.state.fields}
        fields = self._fields(self._setup, not self._setup.name)
        kept = tuple(replace(one, value=typed.get(one.name, one.value)) for one in fields)
        self.show(replace(self.state, fields=kept))

    def submit(self) -> None:
        require_manager(self)
        setup = self._read()
        self.require_right()
        self.hardware.set_printer(setup, self.is_set)

    def _read(self) -> PrinterSetup:
        before = self._setup
        check = network_addresses.checked if before.connection == "network" else _place
        place = self.read("place", check, "")
        answers = self.on("answers") if self.has("answers") else before.answers
        setup = replace(before, place=place, speaks=self.value("speaks"), answers=answers)
        if before.kind == "receipt":
            return replace(
                setup,
                width_mm=int(self.value("width")),
                drawn_qr=self.on("drawn_qr"),
                cutter=self.on("cutter"),
                drawer=self.on("drawer"),
            )
        paper = LabelPaperSize(
            self.read("label_width", lambda text: whole_within(text, 20, 110), 57),
            self.read("label_height", lambda text: whole_within(text, 10, 200), 32),
            int(self.value("dots")),
            self.read("gap", lambda text: whole_within(text, 0, 20), 3),
        )
        return replace(setup, paper=paper)

    def remove(self) -> None:
        """Takes the printer out of use; papers wait for another."""
        self.take_out(self._setup.name)


def _usual(kind: str) -> PrinterSetup:
    if kind == USUAL.kind:
        return USUAL
    return replace(USUAL, kind="label", speaks=SPOKEN["label"][0][0])


def _answers(setup: PrinterSetup) -> tuple[FormField, ...]:
    """For printers that can be asked."""
    if setup.answers is None:
        return ()
    on = "1" if setup.answers else ""
    return (
        FormField(
            "answers",
            ASKED,
            "switch",
            on,
            hint=T("Off only for a printer that never answers: nobody knows then what came out."),
        ),
    )


def _place(text: str) -> str:
    if not text or any(char.isspace() for char in text):
        raise Refused(T("Please say where the printer is."))
    return text
