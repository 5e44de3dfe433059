"""A device that is no printer, new or changed: what it is, where it is connected, and the little
that its driver has to know. What is asked is what the driver says that it asks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from kiosk.presenters.args import Result
from kiosk.presenters.base import A, Toast
from kiosk.presenters.forms import (
    FieldKind,
    FormButton,
    FormField,
    FormPresenter,
    Options,
    require_manager,
)
from kiosk.presenters.office.args import DeviceFormArgs, DeviceSaved, PrinterFormArgs
from kiosk.presenters.office.device_words import HINTS, PLUGS, answer_name, option_name
from kiosk.salon.domain.devices import (
    DEVICE_NAMES,
    DEVICE_TRIALS,
    DeviceOption,
    DeviceSetup,
    DeviceWay,
    Place,
    Plug,
)
from kiosk.salon.domain.entry import network_addresses
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Msg, T, Text
from kiosk.salon.services.cards import TappedCard

BY_HAND: tuple[Plug, ...] = ("serial", "keys", "network")
"""Connections of a new device: what is on others is found by itself."""
PLACES: dict[Plug, Msg] = {
    "serial": T("Port"),
    "keys": T("Device that types"),
    "network": T("Address in the network"),
    "pcsc": T("Card reader"),
    "usb": T("USB"),
}
NOTHING: dict[Plug, Msg] = {
    "serial": T("No port is free. Plug the cable in: it appears here by itself."),
    "keys": T("Nothing that types is free. Plug it in: it appears here by itself."),
}
SWITCH = ("false", "true")
OPTION = "option_"
LOOK_SECONDS = 3.0
"""How often it is looked for what has been plugged in."""


def is_printer(kind: str) -> bool:
    """Printers have a form of their own."""
    return DEVICE_TRIALS.get(kind) == "paper"


def kind_options(ways: tuple[DeviceWay, ...]) -> Options:
    """What can be added, the kinds with words first."""
    found = {one.kind for one in ways if one.plug in BY_HAND}
    order = [kind for kind in DEVICE_NAMES if kind in found]
    order += sorted(found.difference(order))
    return tuple((kind, DEVICE_NAMES.get(kind, kind)) for kind in order)


class HardwareForm(FormPresenter[A]):
    """A form about something that is plugged in: it is in use when it is saved, and out of use when
    it is removed, or the form says why not. ``gone``: said when it is removed."""

    gone: ClassVar[Msg]

    def saved(self, name: str) -> Result:
        """What the page below is told."""
        raise NotImplementedError

    def is_set(self, name: str, wrong: Text) -> None:
        """The answer of the hardware."""
        if wrong:
            self.hardware.sound("refuse")
        self._end(wrong, self.saved(name))

    def take_out(self, name: str) -> None:
        """Only for a manager."""
        require_manager(self)
        self.hardware.remove_device(name, lambda _, wrong: self._end(wrong))

    def _end(self, wrong: Text, result: Result | None = None) -> None:
        if wrong:
            self.show(replace(self.state, message=wrong, message_tone="bad"))
            return
        self._untouched = tuple(field.value for field in self.state.fields)
        if result is None:
            self.host.say(Toast(self.gone))
        self.host.back(result)


def whole_within(text: str, least: int, most: int) -> int:
    """A whole number as typed. Refused outside of ``least`` to ``most``."""
    if not text.isdecimal() or not least <= int(text) <= most:
        raise Refused(T("From {least} to {most}.", least=least, most=most))
    return int(text)


class DeviceForm(HardwareForm[DeviceFormArgs]):
    name = "device_form"
    gone = T("The device is not used any more.")

    def saved(self, name: str) -> Result:
        return DeviceSaved(name)

    def forget(self) -> None:
        super().forget()
        self._setup = DeviceSetup("", "", "")
        self._kind = ""
        self._ways: tuple[DeviceWay, ...] = ()
        self._places: tuple[Place, ...] = ()
        self._look_at = 0.0

    def begin(self, args: DeviceFormArgs) -> None:
        require_manager(self)
        self._ways = self.hardware.device_ways()
        setup = self.hardware.device_setup(args.name) if args.name else None
        if setup is None:
            if args.name:
                raise Refused(T("This device can only be changed in the settings file."))
            self._begin_kind(args.kind)
        else:
            self._setup = setup
            self._kind = self._way(setup.driver).kind
        new = not args.name
        remove = FormButton("remove", T("Remove the device"), "danger")
        self.open(
            T("Add a device") if new else DEVICE_NAMES.get(self._kind, self._kind),
            self._fields(),
            extra=() if new else (remove,),
            save_text=T("Save and try it"),
        )
        self.tick()

    def tick(self) -> None:
        """Looks again for what has been plugged in meanwhile."""
        now = self.clock.monotonic()
        plug = self._plug
        if self.state.fields and plug != "network" and now >= self._look_at:
            self._look_at = now + LOOK_SECONDS
            self.hardware.look_for_places(plug, lambda places: self._found(plug, places))

    def card(self, card: TappedCard) -> bool:
        """Whoever sets up a device tries it too early: nothing is done with what comes."""
        return True

    def scan(self, code: str) -> bool:
        return True

    def _begin_kind(self, kind: str) -> None:
        ways = [one for one in self._ways if one.kind == kind and one.plug in BY_HAND]
        if not ways:
            raise Refused(T("This device can only be changed in the settings file."))
        self._kind = kind
        self._setup = DeviceSetup("", ways[0].driver, "")

    def _way(self, driver: str) -> DeviceWay:
        return next(one for one in self._ways if one.driver == driver)

    @property
    def _plug(self) -> Plug:
        found = (one.plug for one in self._ways if one.driver == self._setup.driver)
        return next(found, "")

    # -- what is asked ------------------------------------------------------------------------

    def _fields(self) -> tuple[FormField, ...]:
        setup, fields = self._setup, []
        if not setup.name:
            kinds = kind_options(self._ways)
            fields.append(FormField("kind", T("What is it?"), "choice", self._kind, options=kinds))
        ways = self._ways_of_kind()
        if len(ways) > 1:
            connected = FormField("way", T("Connection"), "choice", setup.driver, options=ways)
            fields.append(connected)
        fields.append(self._place_field())
        chosen = dict(setup.options)
        asked = (_option_field(one, chosen.get(one.key, one.value)) for one in self._asked())
        return (*fields, *asked)

    def _asked(self) -> tuple[DeviceOption, ...]:
        return self.hardware.device_options(self._setup.driver, dict(self._setup.options))

    def _ways_of_kind(self) -> Options:
        """The present one too, although a new device would be found by itself."""
        ways = [
            one
            for one in self._ways
            if one.kind == self._kind and (one.plug in BY_HAND or one.driver == self._setup.driver)
        ]
        plugs = [one.plug for one in ways]
        twice = {plug for plug in plugs if plugs.count(plug) > 1}
        return tuple(
            (one.driver, one.driver if one.plug in twice else PLUGS.get(one.plug, one.driver))
            for one in ways
        )

    def _place_field(self) -> FormField:
        plug, place = self._plug, self._setup.place
        label = PLACES.get(plug, PLACES["usb"])
        if plug == "network":
            hint = T("Such as 192.168.1.50")
            return FormField("place", label, "figures", place, hint=hint)
        free = [one for one in self._places if one.used_by in ("", self._setup.name)]
        options = [(one.value, one.title) for one in free]
        if place and all(value != place for value, _ in options):
            options.append((place, place.rpartition("/")[2]))
        if options:
            return FormField("place", label, "choice", place, options=tuple(options))
        return FormField("place", label, value=place, hint=NOTHING.get(plug, ""))

    # -- what is answered ---------------------------------------------------------------------

    def edit(self, name: str, value: str) -> None:
        if name == "kind" and value != self._kind:
            self._another_kind(value)
            return
        super().edit(name, value)
        if name == "way":
            self._setup = replace(self._setup, driver=value, place="", options=())
            self._places, self._look_at = (), 0.0
            self._ask()
            self.tick()
        elif name == "place":
            self._setup = replace(self._setup, place=value)
        elif name.startswith(OPTION):
            chosen = {**dict(self._setup.options), name.removeprefix(OPTION): value}
            self._setup = replace(self._setup, options=tuple(chosen.items()))
            self._ask()

    def _another_kind(self, kind: str) -> None:
        if is_printer(kind):
            # Nothing is lost that was not asked here alone.
            self._untouched = tuple(field.value for field in self.state.fields)
            self.host.swap(PrinterFormArgs(kind=kind))
            return
        self._begin_kind(kind)
        self._places, self._look_at = (), 0.0
        self._ask()
        self.tick()

    def _ask(self) -> None:
        self.show(replace(self.state, fields=self._fields(), message=""))

    def _found(self, plug: Plug, places: tuple[Place, ...]) -> None:
        if self.state.fields and plug == self._plug and places != self._places:
            self._places = places
            self._ask()

    def submit(self) -> None:
        require_manager(self)
        check = network_addresses.checked if self._plug == "network" else _some_place
        place = self.read("place", check, "")
        for option in self._asked():
            if not option.choices and option.least < option.most:
                self.read(
                    OPTION + option.key,
                    partial(whole_within, least=option.least, most=option.most),
                    0,
                )
        self.require_right()
        self._setup = replace(self._setup, place=place)
        self.hardware.set_device(self._setup, self.is_set)

    def remove(self) -> None:
        """Takes the device out of the settings and out of use."""
        self.take_out(self._setup.name)


def _option_field(option: DeviceOption, value: str) -> FormField:
    """``value``: as typed, also where the driver could make nothing of it."""
    name, label = OPTION + option.key, option_name(option.key)
    hint: Text = HINTS.get(option.key, "")
    if set(option.choices) == set(SWITCH):
        return FormField(name, label, "choice", value, options=_yes_no(), hint=hint)
    if option.choices:
        answers = dict.fromkeys((*option.choices, value))
        options = tuple((one, answer_name(option.key, one)) for one in answers)
        return FormField(name, label, "choice", value, options=options, hint=hint)
    kind: FieldKind = "number" if option.least < option.most else "text"
    return FormField(name, label, kind, value, hint=hint)


def _yes_no() -> Options:
    return (("false", T("No")), ("true", T("Yes")))


def _some_place(text: str) -> str:
    if not text:
        raise Refused(T("Please say where it is connected."))
    return text
