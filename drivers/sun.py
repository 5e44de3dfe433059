"""The web address that an NTAG 424 DNA makes anew for everybody who reads it: with its UID and a
counter, covered and signed ("SUN", secure dynamic messaging).

Sources: NXP AN12196 and the data sheet NT4H2421Gx. Access rights are four bits each: the number of
the key that is needed, E for anybody, F for nobody.
"""

from __future__ import annotations

from drivers import ndef
from drivers.apdu import Answer, BadAnswer
from drivers.ev2 import Session, Transmit, authenticate, command

FILE = 2
SIGN, COVER = 3, 4
"""Numbers of the keys that sign the address and that cover the UID in it."""
COVERED, SIGNED = "?picc_data=", "&cmac="
OPEN = bytes.fromhex("00E0EE")
"""Settings of the file as it comes from the maker: anybody reads and writes, key 0 changes them."""
PIECE = 128
LONGEST = ndef.LONGEST - 2 - 5 - len(COVERED) - 32 - len(SIGNED) - 16
"""Characters of an address that what the card fills in still fits behind."""


def contents(address: str) -> bytes:
    """The file with noughts where the card fills in. ``address`` without a query. ValueError when
    it is too long."""
    if len(address) > LONGEST:
        raise ValueError(f"an address of more than {LONGEST} characters")
    message = ndef.message(f"{address}{COVERED}{'0' * 32}{SIGNED}{'0' * 16}")
    return len(message).to_bytes(2, "big") + message


def settings(file: bytes) -> bytes:
    """What ChangeFileSettings is told for these :func:`contents`: anybody reads, with key 0 alone
    is anything changed; UID and counter are covered together, and the signature is over them."""
    covered = file.index(COVERED.encode()) + len(COVERED)
    signed = covered + 32 + len(SIGNED)
    # Dynamic; read E, all else key 0; UID, counter, as letters; nobody asks for the counter.
    head = bytes([0x40, 0x00, 0xE0, 0xC1, 0xFF, COVER << 4 | SIGN])
    # The signature begins where it stands itself: nothing else of the address is under it.
    return head + b"".join(at.to_bytes(3, "little") for at in (covered, signed, signed))


def write(
    transmit: Transmit, session: Session, key: bytes, selected: bytes, address: str
) -> Session:
    """Makes a card whose key 0 is ``key`` show ``address``; ``session``: opened with that key.
    Returns another one like it. ``selected``: the APDU that selects the application anew.

    Begins from the start each time: right after it was torn away at any point. BadAnswer when the
    card refuses; ValueError when the address is too long.
    """
    file = contents(address)
    command(transmit, session, 0x5F, bytes([FILE]), OPEN)
    # Plain writing is for a card that nobody has proven a key to.
    for apdu in (selected, ndef.SELECT_FILE, *_pieces(file)):
        _fine(transmit, apdu)
    session = authenticate(transmit, 0, key)
    command(transmit, session, 0x5F, bytes([FILE]), settings(file))
    return session


def _pieces(file: bytes) -> list[bytes]:
    """ISOUpdateBinary of the whole file."""
    found = []
    for start in range(0, len(file), PIECE):
        piece = file[start : start + PIECE]
        found.append(b"\x00\xd6" + start.to_bytes(2, "big") + bytes([len(piece)]) + piece)
    return found


def _fine(transmit: Transmit, apdu: bytes) -> None:
    answer = Answer.parse(transmit(apdu))
    if not answer.fine:
        raise BadAnswer(f"the address was not written: {answer.status:04X}")
