"""From "the service says a card is there" to the accepted tap, through a real pcscd and a card of
software, without the time the card takes for its answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from drivers import desfire, pcsc
from drivers.events import CardTapped, Event
from drivers.options import Options
from drivers.pcsc_link import PRESENT, service
from kiosk.salon.domain.cards.aes_cards import CardKeyring
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from tests.bench.measure import Times
from tests.bench.report import Aim, Line
from tests.rigs.pcscd import Pcscd, why_not
from tests.rigs.virtual_card import Card, UidCard
from tests.rigs.virtual_chip import KeySet
from tests.rigs.virtual_desfire import Desfire
from tests.rigs.virtual_ev2 import Ev2Card

ROUNDS, ROUND = 40, 10
TAP = Aim(p99=120)
UID = bytes.fromhex("04958CAA5C5E80")
RING = CardKeyring(SalonKeys(1, bytes(range(32))))


class Timed:
    """A card that counts the time it takes for its answers."""

    def __init__(self, card: Card) -> None:
        self._card, self.atr, self.seconds, self.apdus = card, card.atr, 0.0, 0

    def reset(self) -> None:
        self._card.reset()

    def answer(self, apdu: bytes) -> bytes:
        begun = time.perf_counter()
        answer = self._card.answer(apdu)
        self.seconds += time.perf_counter() - begun
        self.apdus += 1
        return answer


def detection_to_tap(pcscd: Pcscd, card: Card, rounds: int = ROUNDS) -> tuple[Times, int]:
    """Milliseconds without the card's own time, and APDUs a tap. Our waiting for the service
    stands beside the driver's, so both are woken by the same message."""
    told: list[tuple[float, Event]] = []
    heard, ready, stop = threading.Event(), threading.Event(), threading.Event()

    def emit(event: Event) -> None:
        told.append((time.perf_counter(), event))
        heard.set()

    reader = pcsc.open(Options("bench", {"bounce_ms": 0}, Path(), RING))
    thread = threading.Thread(target=reader.run, args=(emit, ready.set, stop))
    thread.start()
    times, timed = [], Timed(card)
    try:
        assert ready.wait(5)
        with service() as beside:
            name = beside.readers()[0]
            for _ in range(rounds):
                heard.clear()
                timed.seconds, timed.apdus = 0.0, 0
                pcscd.slots[0].lay_on(timed)
                state = 0
                while not state & PRESENT:
                    state = beside.wait({name: state}, 3000)[name][0]
                seen = time.perf_counter()
                assert heard.wait(5)
                at, event = told[-1]
                assert isinstance(event, CardTapped)
                times.append((at - seen - timed.seconds) * 1000)
                pcscd.slots[0].take_away()
                while state & PRESENT:
                    state = beside.wait({name: state}, 3000)[name][0]
    finally:
        stop.set()
        thread.join()
    found = Times()
    for start in range(0, rounds, ROUND):
        found.add(times[start : start + ROUND])
    return found, timed.apdus


def lines() -> Iterator[Line]:
    """A row for each kind of card."""
    if missing := why_not():
        yield Line("card there → accepted tap", value=missing)
        return
    beside_others, keys = Desfire(UID), RING.all_of(UID)
    beside_others.applications[desfire.APPLICATION] = KeySet(keys, dict.fromkeys(keys, 1))
    with Pcscd() as pcscd:
        for what, card in (
            ("UID", UidCard(UID)),
            ("AES", Ev2Card(UID, RING.all_of(UID))),
            ("AES, random UID", Ev2Card(UID, RING.all_of(UID), random=True)),
            ("DESFire", beside_others),
        ):
            times, apdus = detection_to_tap(pcscd, card)
            yield Line(f"card there → accepted tap, {what} ({apdus} APDUs)", TAP, times)
