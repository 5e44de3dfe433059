"""Cards that cannot be copied: which keys this salon's cards hold, and what a card's web address
proves (NTAG 424 DNA "SUN" messages).

The keys of a card come from the salon's secret and the card's UID (NXP AN10922): taking one card
apart gives away that card and no other. What is said here of messages follows NXP AN12196.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from kiosk.salon.domain.keys.salon_keys import SalonKeys

if TYPE_CHECKING:
    from collections.abc import Callable

MASTER, COMMON, TAP, MESSAGE, UNCOVER = range(5)
"""What each key of a card is for: to change keys; to uncover the UID of a card that shows a random
one; to prove itself at each tap; to sign its web address; to uncover the UID in that address."""
KEY_NUMBERS = (MASTER, COMMON, TAP, MESSAGE, UNCOVER)
SHARED = (COMMON, UNCOVER)
"""Equal on all cards of a salon, for they are needed before the UID is known. They prove nothing:
whoever has one can tell cards apart and no more."""
_SYSTEM = b"PULT CARD"
_BLOCK = 16


class NotGenuine(Exception):
    """A message that no card of this salon has made, or that was changed on its way."""


class OldMessage(Exception):
    """A genuine message that was shown before, or is older than one shown before: a copy."""


@dataclass(frozen=True)
class CardKeyring:
    """The keys of all cards. A card holds those of the salon's key of its time, whose id is the
    version of its keys; ``salon`` brings the older ones along; stolen ones do not count.
    """

    salon: SalonKeys

    def __repr__(self) -> str:
        return "CardKeyring(hidden)"

    def message_in(self, address: str) -> Shown:
        """The card that made a web address, under whichever key of the salon. NotGenuine."""
        covered, mac, signed = message_in(address)
        for version in self.versions:

            def key_of(uid: bytes, version: int = version) -> bytes:
                return self.key(MESSAGE, version, uid)

            try:
                return read_message(self.key(UNCOVER, version), key_of, covered, mac, signed)
            except NotGenuine:
                continue
        raise NotGenuine

    @property
    def versions(self) -> tuple[int, ...]:
        """Newest first."""
        return tuple(keys.key_id for keys in self.salon.trusted)

    def of_card(self, uid: bytes, version: int) -> tuple[int, bytes]:
        """Number and value of the key the card with this UID proves at a tap. LookupError for a
        version that is not known, as in the others."""
        return TAP, self.key(TAP, version, uid)

    def common(self, version: int) -> tuple[int, bytes]:
        """Number and value of the key that uncovers a UID at a reader."""
        return COMMON, self.key(COMMON, version)

    def key(self, number: int, version: int, uid: bytes = b"") -> bytes:
        """16 bytes. ``uid``: not needed for the :data:`SHARED` ones."""
        salon = next((keys for keys in self.salon.trusted if keys.key_id == version), None)
        if salon is None:
            raise LookupError(f"no key {version}")
        if number in SHARED:
            return salon.derive(f"aes-card-shared-{number}", _BLOCK)
        master = salon.derive("aes-card-master", _BLOCK)
        return diversified(master, uid + _SYSTEM + bytes([number]))

    def all_of(self, uid: bytes) -> dict[int, bytes]:
        """What a new card is given, by number: keys of the newest version."""
        return {number: self.key(number, self.salon.key_id, uid) for number in KEY_NUMBERS}


def diversified(master: bytes, what: bytes) -> bytes:
    """A key for ``what`` alone (16 to 31 bytes: UID and names), AN10922 for AES-128."""
    if not _BLOCK <= len(what) <= 31:
        raise ValueError("a key is made for 16 to 31 bytes")
    return _cmac(master, b"\x01" + what)


@dataclass(frozen=True, slots=True)
class Shown:
    """Who a message is from. ``counter``: how often the card has been read, growing."""

    uid: bytes
    counter: int

    def __repr__(self) -> str:
        return f"Shown(counter={self.counter})"


def read_message(
    uncover: bytes, key_of: Callable[[bytes], bytes], covered: str, mac: str, signed: str = ""
) -> Shown:
    """The card behind a web address with encrypted UID and counter (``covered``, 32 hexadecimal
    digits) and ``mac`` (16).

    ``uncover``: the key of ``covered``; ``key_of``: UID → the card's key for messages; ``signed``:
    what else stands in the address under the signature. NotGenuine for everything else.
    """
    shown = _uncovered(uncover, _hex(covered, _BLOCK))
    session = _cmac(key_of(shown.uid), b"\x3c\xc3\x00\x01\x00\x80" + _vector(shown))
    expected = _cmac(session, signed.encode())[1::2]
    if not hmac.compare_digest(expected, _hex(mac, 8)):
        raise NotGenuine
    return shown


def message_in(address: str) -> tuple[str, str, str]:
    """``covered``, ``mac`` and ``signed`` of :func:`read_message` in a web address, by the names
    AN12196 gives them. NotGenuine when they are not there."""
    # Taking an address apart drops line breaks and spaces, which no card writes.
    if not address.isascii() or not address.isprintable() or " " in address:
        raise NotGenuine
    try:
        found = dict(parse_qsl(urlsplit(address).query, strict_parsing=True, max_num_fields=8))
    except ValueError:
        raise NotGenuine from None
    covered, mac = found.get("picc_data") or found.get("e"), found.get("cmac") or found.get("c")
    if not covered or not mac:
        raise NotGenuine
    secret = found.get("enc", "")
    return covered, mac, f"{secret}&cmac=" if secret else ""


def accept(counter: int, last: int | None) -> int:
    """The counter to remember; ``last``: the one remembered, None for a card not seen yet.

    OldMessage unless it has grown: a counter seen before is a copy of the message.
    """
    if last is not None and counter <= last:
        raise OldMessage
    return counter


def _uncovered(key: bytes, covered: bytes) -> Shown:
    plain = _decrypted(key, covered)
    # UID and counter are both there, and the UID has 7 bytes.
    if plain[0] != 0xC7:
        raise NotGenuine
    return Shown(plain[1:8], int.from_bytes(plain[8:11], "little"))


def _vector(shown: Shown) -> bytes:
    return shown.uid + shown.counter.to_bytes(3, "little")


def _hex(text: str, length: int) -> bytes:
    try:
        data = bytes.fromhex(text)
    except ValueError:
        raise NotGenuine from None
    if len(data) != length or len(text) != 2 * length:
        raise NotGenuine
    return data


def _cmac(key: bytes, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.cmac import CMAC

    mac = CMAC(AES(key))
    mac.update(data)
    return mac.finalize()


def _decrypted(key: bytes, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    decryptor = Cipher(AES(key), CBC(bytes(_BLOCK))).decryptor()
    return decryptor.update(data) + decryptor.finalize()
