"""The PC/SC service (pcscd) and one card through it: pyscard's plain calls with our errors.

pyscard's own monitors end silently when the service restarts, so none of them is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from smartcard import scard

from drivers.apdu import ESCAPE, Answer, features
from drivers.device import DeviceMissing

PLUGGED = "\\\\?PnP?\\Notification"
"""A reader that is none: waiting for it ends when a reader is plugged or unplugged."""
PRESENT, MUTE = scard.SCARD_STATE_PRESENT, scard.SCARD_STATE_MUTE
_FEATURES = scard.SCARD_CTL_CODE(3400)
EMPTY, GONE = scard.SCARD_STATE_EMPTY, scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE


def _codes(*names: str) -> frozenset[int]:
    return frozenset(getattr(scard, name) & 0xFFFFFFFF for name in names)


_NOTHING_NEW = _codes("SCARD_E_TIMEOUT", "SCARD_E_CANCELLED")
_NO_READER = _codes("SCARD_E_NO_READERS_AVAILABLE")
_READER_GONE = _codes("SCARD_E_UNKNOWN_READER", "SCARD_E_READER_UNAVAILABLE")
_CARD_GONE = _codes(
    "SCARD_W_REMOVED_CARD", "SCARD_E_NO_SMARTCARD", "SCARD_E_NOT_TRANSACTED", "SCARD_W_RESET_CARD"
)
_CARD_SILENT = _codes(
    "SCARD_W_UNRESPONSIVE_CARD",
    "SCARD_W_UNPOWERED_CARD",
    "SCARD_W_UNSUPPORTED_CARD",
    "SCARD_E_PROTO_MISMATCH",
    "SCARD_E_SHARING_VIOLATION",
)
_REFUSED = _codes("SCARD_W_SECURITY_VIOLATION", "SCARD_E_NO_ACCESS")


class ReaderGone(Exception):
    """This reader was unplugged; others may still be there."""


class CardGone(Exception):
    """The card was taken away before it had answered."""


class CardSilent(Exception):
    """The card lies there, but does not answer."""


class Service:
    """A connection to the service. Any of its calls raises DeviceMissing when it is lost."""

    def __init__(self, context: Any) -> None:
        self._context = context

    def readers(self) -> list[str]:
        code, names = scard.SCardListReaders(self._context, [])
        if code & 0xFFFFFFFF in _NO_READER:
            return []
        _check(code)
        return list(names)

    def wait(self, known: Mapping[str, int], milliseconds: int) -> dict[str, tuple[int, bytes]]:
        """Until a state differs from ``known`` or the time is over: states and ATRs of the same
        readers. The upper half of a state counts cards that came or went."""
        asked = [*known.items(), (PLUGGED, 0)]
        code, states = scard.SCardGetStatusChange(self._context, milliseconds, asked)
        if code & 0xFFFFFFFF not in _NOTHING_NEW:
            _check(code)
        return {name: (state, bytes(atr)) for name, state, atr in states if name != PLUGGED}

    @contextmanager
    def card(self, reader: str) -> Iterator[Link]:
        """The card that lies there, for nobody else until this ends."""
        wanted = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        with self._connected(reader, scard.SCARD_SHARE_SHARED, wanted) as (handle, protocol):
            _check(scard.SCardBeginTransaction(handle))
            try:
                yield Link(handle, protocol)
            finally:
                scard.SCardEndTransaction(handle, scard.SCARD_LEAVE_CARD)

    @contextmanager
    def empty(self, reader: str) -> Iterator[Link]:
        """The reader itself, whether a card lies there or not; only for :meth:`Link.escape`."""
        with self._connected(reader, scard.SCARD_SHARE_DIRECT, 0) as (handle, protocol):
            yield Link(handle, protocol)

    @contextmanager
    def _connected(self, reader: str, share: int, wanted: int) -> Iterator[tuple[Any, int]]:
        code, handle, protocol = scard.SCardConnect(self._context, reader, share, wanted)
        _check(code)
        try:
            yield handle, protocol
        finally:
            scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)


class Link:
    """A card that can be spoken to."""

    def __init__(self, handle: Any, protocol: int) -> None:
        self._handle = handle
        first = protocol == scard.SCARD_PROTOCOL_T0
        self._how = scard.SCARD_PCI_T0 if first else scard.SCARD_PCI_T1

    def transmit(self, apdu: bytes) -> bytes:
        """The whole answer with its status. CardGone, CardSilent, ReaderGone, DeviceMissing."""
        raw = self._once(apdu)
        status = Answer.parse(raw).status
        if status >> 8 == 0x6C:
            # T=0: the same again with the length the card names.
            return self._once(apdu[:-1] + raw[-1:])
        while status >> 8 == 0x61:
            more = self._once(bytes([0x00, 0xC0, 0x00, 0x00, status & 0xFF]))
            raw, status = raw[:-2] + more, Answer.parse(more).status
            if len(raw) > 65538:
                raise CardSilent("an answer without end")
        return raw

    def escape(self, commands: Iterable[bytes]) -> bool:
        """Commands for the reader, not the card. False when it, or its driver, takes none."""
        code, said = scard.SCardControl(self._handle, _FEATURES, [])
        control = features(_bytes(said)).get(ESCAPE) if code == scard.SCARD_S_SUCCESS else None
        if control is None:
            return False
        sent = [scard.SCardControl(self._handle, control, list(one))[0] for one in commands]
        return all(code == scard.SCARD_S_SUCCESS for code in sent)

    def _once(self, apdu: bytes) -> bytes:
        code, answer = scard.SCardTransmit(self._handle, self._how, list(apdu))
        _check(code)
        if len(answer) < 2:
            # A card that goes while it answers is no error to some reader's drivers.
            raise CardSilent(f"an answer of {len(answer)} bytes")
        return _bytes(answer)


def _bytes(said: Iterable[int]) -> bytes:
    """pyscard gives some bytes below zero."""
    return bytes(byte & 0xFF for byte in said)


@contextmanager
def service() -> Iterator[Service]:
    """DeviceMissing when the service does not run, or does not let us in."""
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    _check(code)
    try:
        yield Service(context)
    finally:
        scard.SCardReleaseContext(context)


def _check(code: int) -> None:
    code &= 0xFFFFFFFF
    if code == scard.SCARD_S_SUCCESS:
        return
    said = f"{code:08X} {scard.SCardGetErrorMessage(code)}"
    if code in _CARD_GONE:
        raise CardGone(said)
    if code in _CARD_SILENT:
        raise CardSilent(said)
    if code in _READER_GONE:
        raise ReaderGone(said)
    if code in _REFUSED:
        raise DeviceMissing("refused", said)
    raise DeviceMissing("off", said)
