"""Card readers that speak PC/SC (nearly all with USB), through pcscd: contactless cards by their
UID, cards with AES keys by proof, contact memory cards by what is written on them.

All readers whose name fits are served; a reader, a card or pcscd itself may go and come at any
time. What is unplugged is told once and found again without being asked for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from drivers import apdu, ev2, key_cards, ndef, signals
from drivers.device import READER, Cause, DeviceMissing, Emit, KeysOf, Ready
from drivers.events import CardTapped, CardUnreadable, Event, Unreadable
from drivers.options import BadOption, CardKeys, Options
from drivers.pcsc_link import (
    EMPTY,
    GONE,
    MUTE,
    PRESENT,
    CardGone,
    CardSilent,
    Link,
    ReaderGone,
    Service,
    service,
)

KIND = READER
WAIT_MS = 400
"""How long one wait for cards lasts: ``stop`` and new readers are looked at after it."""
TRY_SECONDS = 0.3
TRIES, AGAIN_SECONDS = 4, 0.15
"""How often a card is spoken to that does not answer: long enough for the service to notice that
it was taken away, which is another thing to tell a person."""
ANY = "any"


def open(options: Options) -> PcscReader:
    """``reader`` ("any"): part of the reader's name, in any case. ``bounce_ms`` (500): the same
    card again within this time after it was lifted is the same tap. ``signal`` ("off"): light and
    beep, "auto" by the reader's name, or "acr122", "acr1252" whatever its name. ``memory_bytes``
    (0: off) and ``memory_start`` (32): which bytes of a contact memory card are its number;
    ``memory_form`` ("hex"): "text" if they are letters and digits. ``address`` (false): also the
    web address on cards with keys.
    """
    memory = Memory(
        options.whole("memory_start", 32, 0, 1023),
        options.whole("memory_bytes", 0, 0, 32),
        options.choice("memory_form", "hex", ("hex", "text")) == "text",
    )
    if 0 < memory.count < 4:
        raise BadOption(f"device.{options.name}.memory_bytes must be 0 or 4-32")
    return PcscReader(
        options.text("reader", ANY, plug="pcsc"),
        memory,
        bounce=options.whole("bounce_ms", 500, 0, 5000) / 1000,
        signal=options.choice("signal", signals.OFF, signals.CHOICES, decides=True),
        address=options.flag("address", False),
        keys=options.card_keys,
    )


@dataclass(frozen=True, slots=True)
class Memory:
    """Where the number of a contact memory card stands; ``count`` 0: such cards are not read."""

    start: int = 32
    count: int = 0
    text: bool = False


@dataclass(slots=True)
class _Lying:
    """The card last read at a reader. ``lifted``: when it was seen to be gone (monotonic)."""

    number: str
    lifted: float | None = None


class PcscReader:
    def __init__(
        self,
        reader: str = ANY,
        memory: Memory = Memory(),
        *,
        bounce: float = 0.5,
        signal: str = signals.OFF,
        address: bool = False,
        keys: CardKeys | None = None,
    ) -> None:
        self._reader = "" if reader == ANY else reader.casefold()
        self._memory, self._bounce, self._signal, self._keys = memory, bounce, signal, keys
        self._address = address
        self._lying: dict[str, _Lying] = {}
        self._lit: set[str] = set()
        self._keys_of: KeysOf | None = None
        self._written = ""
        self._told: Cause | None = None
        self._met: Cause | None = None

    def personalise_next(self, keys_of: KeysOf | None, address: str = "") -> None:
        """The next card with factory keys is given those of ``keys_of(its UID)``, by number, and
        then is a proven tap; where there are none it is left as it is. None: no card is given keys
        any more. ``address``: what an NTAG 424 DNA shows from then on (:mod:`drivers.sun`). From
        any thread.

        A card torn away meanwhile is unreadable; laid on again it is finished.
        """
        self._written, self._keys_of = address, keys_of

    def run(self, emit: Emit, ready: Ready, stop: threading.Event) -> None:
        """DeviceMissing once for each way of being missing; when called again it waits until the
        reader is back, so that it is found at once and not when the caller tries next."""
        while not stop.is_set():
            try:
                with service() as pcsc:
                    self._serve(pcsc, emit, ready, stop)
            except DeviceMissing as missing:
                # A service that is just starting or ending refuses everybody for a moment.
                certain = missing.cause != "refused" or self._met == "refused"
                self._met = missing.cause
                if certain and missing.cause != self._told:
                    self._told = missing.cause
                    raise
                stop.wait(TRY_SECONDS)

    def _serve(self, pcsc: Service, emit: Emit, ready: Ready, stop: threading.Event) -> None:
        known: dict[str, int] = {}
        while not stop.is_set():
            readers = [name for name in pcsc.readers() if self._reader in name.casefold()]
            if not readers:
                raise DeviceMissing("off", "no reader is plugged in")
            if not known:
                self._told = self._met = None
                ready()
            known = {name: known.get(name, 0) for name in readers}
            try:
                states = pcsc.wait(known, WAIT_MS)
            except ReaderGone:
                stop.wait(TRY_SECONDS)
                continue
            if any(state & GONE for state, _ in states.values()):
                # It is listed still; without a pause this would run in circles until it is not.
                stop.wait(TRY_SECONDS)
            for name, (state, atr) in states.items():
                before, known[name] = known[name], state
                if state & GONE:
                    del known[name]
                elif not before or (state ^ before) >> 16:
                    self._look(pcsc, name, before, state, atr, emit)

    def _look(
        self, pcsc: Service, reader: str, before: int, state: int, atr: bytes, emit: Emit
    ) -> None:
        """A card came or went. ``before`` is 0 when the reader is seen for the first time: then a
        card that was lying there when the connection broke is no new tap."""
        lying = self._lying.get(reader)
        if lying is not None and lying.lifted is None and (before or state & EMPTY):
            lying.lifted = time.monotonic()
        if not state & PRESENT:
            self._lifted(pcsc, reader)
            return
        if state & MUTE:
            emit(CardUnreadable("silent"))
            return
        event = self._read(pcsc, reader, atr)
        if isinstance(event, CardTapped):
            held = lying is not None and lying.number == event.number
            if held and lying and (not lying.lifted or self._bounces(lying.lifted)):
                lying.lifted = None
                return
            self._lying[reader] = _Lying(event.number)
        emit(event)
        self._tell(pcsc, reader, isinstance(event, CardTapped))

    def _bounces(self, lifted: float) -> bool:
        return time.monotonic() - lifted < self._bounce

    def _read(self, pcsc: Service, reader: str, atr: bytes) -> Event:
        """What the card is. It is asked anew when it does not answer, but not when it refuses:
        cards count wrong keys."""
        for again in range(TRIES):
            if again:
                time.sleep(AGAIN_SECONDS)
            try:
                with pcsc.card(reader) as card:
                    return self._ask(card, atr)
            except (CardGone, ReaderGone):
                failed: Unreadable = "taken_away"
            except CardSilent:
                failed = "silent"
            except ev2.WrongKey:
                return CardUnreadable("wrong_key")
            except apdu.BadAnswer:
                return CardUnreadable("unknown")
        return CardUnreadable(failed)

    def _ask(self, card: Link, atr: bytes) -> Event:
        kind = apdu.memory_card(atr)
        if kind is not None and self._memory.count:
            return self._remembered(card, kind)
        uid = apdu.uid_of(card.transmit(apdu.GET_UID))
        # First, for a card that has proven its key shows the address without its signature.
        address = self._shown(card) if apdu.storage_card(atr) is None else ""
        if self._keys is not None and apdu.storage_card(atr) is None:
            keys_of = self._keys_of
            new = keys_of(uid) if keys_of is not None and not apdu.is_random(uid) else {}
            if new and key_cards.personalise(
                card.transmit, new, self._keys.versions[0], self._written
            ):
                self._keys_of = None
            proven = key_cards.prove(card.transmit, uid, self._keys)
            if proven is not None:
                return CardTapped(
                    apdu.number_of(proven), proven=True, address=address, technology="nfc"
                )
        if apdu.is_random(uid):
            return CardUnreadable("random")
        return CardTapped(apdu.number_of(uid), address=address, technology="nfc")

    def _shown(self, card: Link) -> str:
        """The address on a card with keys; "" when it has none, or none that can be read."""
        if not self._address:
            return ""
        try:
            known = apdu.Answer.parse(card.transmit(key_cards.select(key_cards.NTAG_424))).fine
            return ndef.read_address(card.transmit) if known else ""
        except apdu.BadAnswer:
            return ""

    def _remembered(self, card: Link, kind: int) -> Event:
        where = self._memory
        if not apdu.Answer.parse(card.transmit(apdu.select_memory(kind))).fine:
            return CardUnreadable("unknown")
        answer = apdu.Answer.parse(card.transmit(apdu.read_memory(kind, where.start, where.count)))
        if not answer.fine or len(answer.data) != where.count:
            return CardUnreadable("unknown")
        if len(set(answer.data)) == 1 and answer.data[0] in (0x00, 0x20, 0xFF):
            return CardUnreadable("blank")
        if not where.text:
            return CardTapped(apdu.number_of(answer.data))
        text = answer.data.decode("ascii", "replace").strip(" \x00")
        return CardTapped(text) if text.isalnum() else CardUnreadable("unknown")

    def _tell(self, pcsc: Service, reader: str, accepted: bool) -> None:
        """Light and beep, after the event: they take the reader's time, not the person's."""
        signal = signals.signal_for(reader, self._signal)
        if signal is None:
            return
        with _whatever_comes(), pcsc.card(reader) as card:
            if signal.escape:
                self._lit.add(reader)
                card.escape(signal.after(accepted))
            else:
                for command in signal.after(accepted):
                    card.transmit(command)

    def _lifted(self, pcsc: Service, reader: str) -> None:
        signal = signals.signal_for(reader, self._signal)
        if signal is None or reader not in self._lit:
            return
        self._lit.discard(reader)
        with _whatever_comes(), pcsc.empty(reader) as itself:
            itself.escape(signal.lifted)


@contextmanager
def _whatever_comes() -> Iterator[None]:
    """Lights are no reason to miss a card: a reader without them, or gone meanwhile, stays dark."""
    try:
        yield
    except (CardGone, CardSilent, ReaderGone, DeviceMissing, apdu.BadAnswer):
        # A service that is lost is noticed by whoever waits for cards.
        return
