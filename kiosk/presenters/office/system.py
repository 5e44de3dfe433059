"""The machine: how it is, and starting it anew or switching it off."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.forms import require_manager
from kiosk.salon.domain.devices import trouble
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.machine import Link, MachineState, Power
from kiosk.salon.domain.text import Day, Msg, N, Number, T, Text, TimeOfDay, side_by_side
from kiosk.salon.services.till.open_bills import unanswered

MB = 1024**2
LOOK_SECONDS = 5.0
WORKING = T("Data are being read or written. Wait until that is over.")
PRINTING = T("Something is being printed. Wait until it is out.")
ASKED: dict[Power, tuple[Msg, Msg]] = {
    "program": (T("Start Pult anew? It takes some seconds."), T("Start anew")),
    "restart": (T("Restart the machine? It takes a minute or two."), T("Restart")),
    "practise": (
        T(
            "Practise? Pult starts with your team and your prices, but with invented clients. "
            "Nothing of it is real, and your books stay as they are."
        ),
        T("Practise"),
    ),
    "off": (
        T("Switch off? Wait until the screen is dark before you pull the plug."),
        T("Switch off"),
    ),
}
"""The question, and the button that says yes."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """``tone``: ``warn`` or ``bad`` where something is to be done."""

    icon: str
    title: Text
    about: Text
    tone: str = ""


@dataclass(frozen=True, slots=True)
class SystemState:
    """``question``: what is asked now, with the button ``yes``; empty while nothing is. ``left``:
    what stays as it is meanwhile. ``set_clock``: no network does it, so it can be done by hand.
    ``practising``: nothing here is real."""

    facts: tuple[FactRow, ...] = ()
    question: Text = ""
    left: Text = ""
    yes: Text = ""
    set_clock: bool = False
    practising: bool = False


class System(Presenter[SystemState, None]):
    name = "system"
    blank = SystemState()

    def forget(self) -> None:
        self._asked: Power | None = None
        self._looked = 0.0

    def enter(self, _: None = None) -> None:
        self._look()

    def resume(self, _: object = None) -> None:
        self._look()

    def tick(self) -> None:
        if self.clock.monotonic() - self._looked >= LOOK_SECONDS:
            self._look()

    def _look(self) -> None:
        self._looked = self.clock.monotonic()
        machine = self.hardware.machine.state()
        facts = (
            self._time(machine),
            _network(machine),
            _disk(machine),
            _memory(machine),
            self._devices(),
            self._books(),
            FactRow("info", T("Version"), machine.version),
        )
        self.show(
            replace(
                self.state,
                facts=facts,
                set_clock=machine.clock != "set",
                practising=self.services.context.training,
            )
        )

    def _time(self, machine: MachineState) -> FactRow:
        salon, now = self.services.context.salon, self.clock.now()
        told = side_by_side(
            [Day(salon.local(now).date()), TimeOfDay(now - now % 60_000), salon.zone.key]
        )
        words: dict[str, tuple[Msg, str]] = {
            "set": (T("{time}. Compared with the network's."), ""),
            "unset": (T("{time}. Nobody has compared it yet; is it right?"), "warn"),
            "wrong": (
                T("{time}. This is wrong. Connect the network: the clock is set by it."),
                "bad",
            ),
        }
        clock = "wrong" if self.services.context.clock_behind() else machine.clock
        text, tone = words[clock]
        return FactRow("clock", T("Clock"), T(text.key, time=told), tone)

    def _devices(self) -> FactRow:
        devices = self.hardware.devices
        wrong = trouble(devices)
        if wrong:
            return FactRow("plug", T("Devices"), wrong, "bad")
        about = T("Everything works") if devices else T("Nothing is connected")
        return FactRow("plug", T("Devices"), about)

    def _books(self) -> FactRow:
        held = self.services.books.held
        if held is not None:
            return FactRow("receipt", T("Journal"), held, "bad")
        return FactRow("receipt", T("Journal"), T("It is being kept."))

    # -- switching off ------------------------------------------------------------------------

    def ask(self, what: Power) -> None:
        """Refused while something is under way that would be torn off."""
        self._require_rest()
        self._asked = what
        question, yes = ASKED[what]
        count = self.services.bills.count()
        left: Text = ""
        if count:
            left = N(
                "{n} bill is open. It is still here afterwards.",
                "{n} bills are open. They are still here afterwards.",
                count,
            )
        self.show(replace(self.state, question=question, left=left, yes=yes))

    def no(self) -> None:
        self._asked = None
        self.show(replace(self.state, question="", left="", yes=""))

    def do(self) -> None:
        what = self._asked
        if what is None:
            return
        self.no()
        self._require_rest()
        self.host.say(Toast(T("It takes a moment."), "info"))
        machine = self.hardware.machine
        if what in ("program", "practise"):
            machine.power(what)
        else:
            # The system may take its time to say whether it goes.
            self.host.worker.do(lambda: machine.power(what), lambda _: None, self.refused)

    def _require_rest(self) -> None:
        """Bills wait in the database, whatever happens; what is between this machine and somebody
        else does not."""
        task = self.host.worker.task
        if self.host.worker.busy or (task is not None and not task.over):
            raise Refused(WORKING)
        if any(job.state == "sending" for job in self.services.printing.open_jobs()):
            raise Refused(PRINTING)
        for asked in self.services.asking.unanswered():
            raise unanswered(asked, self.services.context.salon.currency)

    def devices(self) -> None:
        self.host.go("papers")

    def clock_by_hand(self) -> None:
        require_manager(self)
        self.host.go("clock_form")

    def zone(self) -> None:
        require_manager(self)
        self.host.go("zone_form")


def _network(machine: MachineState) -> FactRow:
    if not machine.links:
        return FactRow("globe", T("Network"), T("Not connected. Selling works without it."))
    told = side_by_side([_link(link) for link in machine.links])
    if machine.way_out:
        about = T("{links}. It leads out of the house.", links=told)
        return FactRow("globe", T("Network"), about)
    return FactRow("globe", T("Network"), T("{links}. No way to the internet.", links=told))


def _link(link: Link) -> Text:
    name, address = link.name, link.address
    if not address:
        none = T("Wi-Fi {name}: no address", name=name)
        return none if link.kind == "wifi" else T("Cable {name}: no address", name=name)
    if link.kind == "wifi":
        return T("Wi-Fi {name}: {address}", name=name, address=address)
    return T("Cable {name}: {address}", name=name, address=address)


def _disk(machine: MachineState) -> FactRow:
    told = T("Free: {free} of {all} GB", free=_gb(machine.free), all=_gb(machine.total))
    if not machine.writable:
        about = T("It cannot be written any more. Export the data and call for help.")
        return FactRow("box", T("Disk"), about, "bad")
    if machine.low:
        return FactRow(
            "box",
            T("Disk"),
            T("{free}. Make room: when it is full nothing can be sold.", free=told),
            "bad",
        )
    return FactRow("box", T("Disk"), told)


def _memory(machine: MachineState) -> FactRow:
    free, total = machine.memory_free // MB, machine.memory_total // MB
    tone = "warn" if total and free < total // 20 else ""
    return FactRow(
        "settings", T("Memory"), T("Free: {free} of {all} MB", free=free, all=total), tone
    )


def _gb(size: int) -> Number:
    """Whole tenths of a GB."""
    return Number(size * 10 // 1024**3 * 100)
