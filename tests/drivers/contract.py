"""What every driver must do, whatever it talks to; run under the real supervisor.

A driver's test file names a rig and inherits the rest::

    class TestThisReader(SourceContract):
        @pytest.fixture
        def rig(self, tmp_path): ...

Rigs stand for the device: they can be plugged, unplugged and made to do something.
"""

from __future__ import annotations

import importlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest

from drivers.device import DeviceError, DeviceMissing, Job, MaybePrinted, NotReady
from drivers.events import DeviceBack, DeviceGone, Event
from drivers.options import Options
from kiosk.hardware.devices import Devices
from kiosk.hardware.fitting import Fitted
from kiosk.salon.domain.devices import DeviceState
from tests.rigs.waiting import until

ROUNDS = 50
PATIENCE = 5.0
"""Seconds anything may take before it counts as not happening."""
NAME = "tried"


class Rig(Protocol):
    """A device that is plugged in when it is made. ``folder``: the data folder."""

    driver: str
    options: Mapping[str, object]
    folder: Path

    def plug(self) -> None: ...

    def unplug(self) -> None: ...


class SourceRig(Rig, Protocol):
    def act(self, number: int) -> Event:
        """Makes the device do something and tells which event that must become; another for each
        ``number`` (0-999)."""


class PrinterRig(Rig, Protocol):
    def printed(self, jobs: int) -> list[bytes]:
        """Everything that ever came out; waits for so many jobs, or bytes of so many."""


class Section:
    def __init__(self, rig: Rig) -> None:
        self.driver, self.options = rig.driver, rig.options


class Desk:
    """The supervisor with one device, and what it told."""

    def __init__(self, rig: Rig) -> None:
        self.events: list[Event] = []
        self._told = threading.Condition()
        self.devices = Devices(
            {NAME: Section(rig)}, rig.folder, self._emit, changed=self._changed, first_pause=0.01
        )

    def _emit(self, event: Event) -> None:
        with self._told:
            self.events.append(event)
            self._told.notify_all()

    def _changed(self) -> None:
        with self._told:
            self._told.notify_all()

    @property
    def state(self) -> DeviceState:
        (state,) = self.devices.states()
        return state

    @property
    def fitted(self) -> Fitted:
        (fitted,) = self.devices._fitted
        return fitted

    def wait(self, fine: Callable[[], object]) -> None:
        with self._told:
            assert self._told.wait_for(fine, PATIENCE), f"{self.state} after {self.events[-5:]}"

    def wait_ready(self) -> None:
        self.wait(lambda: self.fitted.ok is True)

    def wait_gone(self) -> None:
        self.wait(lambda: self.fitted.ok is False)

    def count(self, event: Event) -> int:
        return self.events.count(event)


@contextmanager
def desk(rig: Rig) -> Iterator[Desk]:
    one = Desk(rig)
    one.devices.start()
    try:
        yield one
    finally:
        one.devices.stop()


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def settled(measure: Callable[[], int], at_most: int) -> bool:
    """Whether a count comes down to what it may be; rigs need a moment to end their threads."""
    until(lambda: measure() <= at_most, lambda: f"{measure()} > {at_most}")
    return True


class Common:
    def test_opening_touches_no_hardware(self, rig: Rig) -> None:
        rig.unplug()
        module = importlib.import_module(f"drivers.{rig.driver}")
        options = Options(NAME, rig.options, rig.folder)
        module.open(options)
        if module.KIND != "receipt":
            options.finish()

    def test_it_says_that_it_is_missing_once_and_comes_by_itself(self, rig: Rig) -> None:
        rig.unplug()
        with desk(rig) as told:
            told.wait_gone()
            assert not told.state.ok
            assert str(told.state.detail)
            time.sleep(0.1)
            assert told.events == [DeviceGone(NAME)]
            rig.plug()
            told.wait(lambda: told.count(DeviceBack(NAME)) == 1)
            assert told.state.ok
            assert told.events == [DeviceGone(NAME), DeviceBack(NAME)]

    def test_it_closes_and_its_thread_ends(self, rig: Rig) -> None:
        with desk(rig) as told:
            told.wait_ready()
            told.devices.stop()
        assert not [one for one in threading.enumerate() if one.name == f"device-{NAME}"]

    @pytest.mark.slow
    def test_opened_and_closed_it_leaves_no_thread_and_no_descriptor(self, rig: Rig) -> None:
        def once() -> None:
            with desk(rig) as told:
                told.wait_ready()

        once()
        time.sleep(0.05)
        threads, files = threading.active_count(), descriptors()
        for _ in range(10):
            once()
        assert settled(threading.active_count, threads)
        assert settled(descriptors, files)


class SourceContract(Common):
    """For readers and scanners. ``rig`` is a :class:`SourceRig`."""

    def test_every_event_arrives_once_and_in_order(self, rig: SourceRig) -> None:
        with desk(rig) as told:
            told.wait_ready()
            expected = [rig.act(number) for number in range(100)]
            told.wait(lambda: len(told.events) >= len(expected))
            time.sleep(0.1)
            assert told.events == expected

    @pytest.mark.slow
    def test_fifty_times_unplugged_and_plugged_in_again(self, rig: SourceRig) -> None:
        expected: list[Any] = []
        with desk(rig) as told:
            told.wait_ready()
            threads, files = threading.active_count(), descriptors()
            for number in range(ROUNDS):
                expected.append(rig.act(number))
                told.wait(lambda: len(told.events) >= len(expected))
                rig.unplug()
                expected.append(DeviceGone(NAME))
                told.wait(lambda: len(told.events) >= len(expected))
                rig.plug()
                expected.append(DeviceBack(NAME))
                told.wait(lambda: len(told.events) >= len(expected))
            assert told.events == expected
            assert settled(threading.active_count, threads)
            assert settled(descriptors, files)


class PrinterContract(Common):
    """For printers. ``rig`` is a :class:`PrinterRig`."""

    @pytest.mark.slow
    def test_fifty_times_unplugged_and_plugged_in_again(self, rig: PrinterRig) -> None:
        jobs = [Job(f"{number:04}", f"paper {number:04}\n".encode()) for number in range(ROUNDS)]
        with desk(rig) as told:
            told.wait_ready()
            threads, files = threading.active_count(), descriptors()
            printer: Any = told.fitted.device
            for done, job in enumerate(jobs):
                rig.unplug()
                with pytest.raises(DeviceError) as failed:
                    printer.send(job)
                assert isinstance(failed.value, (DeviceMissing, NotReady)), "nothing was sent"
                told.devices.failed(told.fitted, failed.value)
                told.wait_gone()
                rig.plug()
                told.wait(lambda so_far=done: told.count(DeviceBack(NAME)) == so_far + 1)
                printer.send(job)
                assert b"".join(rig.printed(done + 1)) == b"".join(
                    one.data for one in jobs[: done + 1]
                )
            assert told.count(DeviceGone(NAME)) == ROUNDS
            assert settled(threading.active_count, threads)
            assert settled(descriptors, files)

    def test_what_is_missing_is_said(self, rig: PrinterRig) -> None:
        module = importlib.import_module(f"drivers.{rig.driver}")
        printer = module.open(Options(NAME, rig.options, rig.folder))
        rig.unplug()
        with pytest.raises(DeviceError) as failed:
            printer.look()
        with pytest.raises(DeviceError):
            printer.send(Job("1", b"nothing of this"))
        assert not isinstance(failed.value, MaybePrinted)
