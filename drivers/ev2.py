"""How NTAG 424 DNA, and DESFire EV2 and later, are spoken to when they hold AES-128 keys.

The card and we prove to each other that we hold the same key (AuthenticateEV2First), then all
goes encrypted and signed under keys of this session alone. What an eavesdropper recorded is
worthless: both sides take part with fresh random numbers. NXP AN12196 and AN12343. Commands are
the cards' own, wrapped as ISO 7816-4 says: ``90 code 00 00 length body 00``.
"""

from __future__ import annotations

import hmac
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB
from cryptography.hazmat.primitives.cmac import CMAC

from drivers.apdu import Answer, BadAnswer

BLOCK = 16
FACTORY = bytes(BLOCK)
"""Every key of a card as it comes from the maker."""
_NO_IV = bytes(BLOCK)
DONE, MORE = 0x9100, 0x91AF
_REFUSALS = (0x91AE, 0x9140, 0x91AD, 0x919D)
"""Wrong key, no such key, still waiting after too many wrong ones, not permitted."""

Transmit = Callable[[bytes], bytes]


class WrongKey(Exception):
    """The card does not hold the key: another salon's, or a copy. Trying again does not help."""


@dataclass
class Session:
    """After a mutual proof. ``identifier``: the card's for this session, 4 bytes; ``commands``:
    how many were sent, part of each signature. Keys never show."""

    identifier: bytes
    encrypting: bytes
    signing: bytes
    commands: int = 0

    def __repr__(self) -> str:
        return "Session(hidden)"


def plain(transmit: Transmit, code: int, body: bytes = b"") -> Answer:
    """One command that needs no secrecy."""
    length = bytes([len(body)]) if body else b""
    return Answer.parse(transmit(bytes([0x90, code, 0x00, 0x00]) + length + body + b"\x00"))


def key_version(transmit: Transmit) -> int | None:
    """GetKeyVersion of key 0: 0 on a card as it comes from the maker; None from a card that does
    not tell. Anybody may ask and it proves nothing."""
    answer = plain(transmit, 0x64, b"\x00")
    return answer.data[0] if answer.status == DONE and len(answer.data) == 1 else None


def authenticate(transmit: Transmit, number: int, key: bytes, ours: bytes | None = None) -> Session:
    """AuthenticateEV2First with key ``number`` of the selected application.

    ``ours``: 16 random bytes, only to be given where a published example is repeated.
    """
    ours = secrets.token_bytes(BLOCK) if ours is None else ours
    first = plain(transmit, 0x71, bytes([number, 0x00]))
    theirs = _decrypt(key, _expected(first, MORE, BLOCK))
    both = _encrypt(key, ours + _turned(theirs))
    second = plain(transmit, 0xAF, both)
    said = _decrypt(key, _expected(second, DONE, 2 * BLOCK))
    if not hmac.compare_digest(said[4:20], _turned(ours)):
        raise WrongKey("the card did not prove its key")
    return Session(said[:4], *session_keys(key, ours, theirs))


def session_keys(key: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bytes]:
    """For encrypting and for signing, from both random numbers."""
    mixed = bytes(a ^ b for a, b in zip(ours[2:8], theirs[:6], strict=True))
    vector = bytes.fromhex("00010080") + ours[:2] + mixed + theirs[6:] + ours[8:]
    return cmac(key, b"\xa5\x5a" + vector), cmac(key, b"\x5a\xa5" + vector)


def get_uid(transmit: Transmit, session: Session) -> bytes:
    """GetCardUID in full secrecy: 7 bytes. WrongKey when the signature does not fit."""
    data = command(transmit, session, 0x51)
    if len(data) not in (4, 7, 10):
        raise BadAnswer(f"a UID of {len(data)} bytes")
    return data


def command(
    transmit: Transmit, session: Session, code: int, header: bytes = b"", data: bytes = b""
) -> bytes:
    """One command in full secrecy (CommMode.FULL): ``data`` goes encrypted, the answer comes so.

    BadAnswer with the card's status when it refuses; WrongKey when its signature is wrong.
    """
    answer = Answer.parse(transmit(_sealed(session, code, header, data)))
    session.commands += 1
    if answer.status != DONE:
        raise BadAnswer(f"command {code:02X} was refused: {answer.status:04X}")
    counter = session.commands.to_bytes(2, "little")
    secret, mac = answer.data[:-8], answer.data[-8:]
    expected = short_mac(session.signing, b"\x00" + counter + session.identifier + secret)
    if not hmac.compare_digest(mac, expected):
        raise WrongKey("an answer with a wrong signature")
    if not secret:
        return b""
    if len(secret) % BLOCK:
        raise BadAnswer(f"{len(secret)} encrypted bytes")
    return _unpadded(_decrypt(session.encrypting, secret, _iv(session, b"\x5a\xa5", counter)))


def change_key(
    transmit: Transmit, session: Session, number: int, new: bytes, old: bytes, version: int = 1
) -> None:
    """ChangeKey of another key than the one the session was opened with. ``old``: what it is
    now. BadAnswer when the card refuses, which also ends the session."""
    mixed = bytes(a ^ b for a, b in zip(new, old, strict=True))
    check = (zlib.crc32(new) ^ 0xFFFFFFFF).to_bytes(4, "little")
    command(transmit, session, 0xC4, bytes([number]), mixed + bytes([version]) + check)


def change_own_key(
    transmit: Transmit, session: Session, number: int, new: bytes, version: int = 1
) -> None:
    """ChangeKey of the key the session was opened with; the session ends with it."""
    transmitted = _sealed(session, 0xC4, bytes([number]), new + bytes([version]))
    answer = Answer.parse(transmit(transmitted))
    if answer.status != DONE:
        raise BadAnswer(f"the key was not changed: {answer.status:04X}")


def cmac(key: bytes, data: bytes) -> bytes:
    """AES-CMAC (NIST SP 800-38B), 16 bytes."""
    mac = CMAC(AES(key))
    mac.update(data)
    return mac.finalize()


def short_mac(key: bytes, data: bytes) -> bytes:
    """Every second byte of the CMAC, as these cards send it: 8 bytes."""
    return cmac(key, data)[1::2]


def _sealed(session: Session, code: int, header: bytes, data: bytes) -> bytes:
    """The APDU of a command with encrypted ``data`` and a signature over everything."""
    counter = session.commands.to_bytes(2, "little")
    secret = b""
    if data:
        secret = _encrypt(session.encrypting, _padded(data), _iv(session, b"\xa5\x5a", counter))
    signed = bytes([code]) + counter + session.identifier + header + secret
    body = header + secret + short_mac(session.signing, signed)
    return bytes([0x90, code, 0x00, 0x00, len(body)]) + body + b"\x00"


def _expected(answer: Answer, status: int, length: int) -> bytes:
    if answer.status in _REFUSALS:
        raise WrongKey(f"the card refused the key: {answer.status:04X}")
    if answer.status != status or len(answer.data) != length:
        raise BadAnswer(f"{len(answer.data)} bytes and {answer.status:04X} while proving a key")
    return answer.data


def _iv(session: Session, label: bytes, counter: bytes) -> bytes:
    block = label + session.identifier + counter + bytes(8)
    encryptor = Cipher(AES(session.encrypting), ECB()).encryptor()
    return encryptor.update(block) + encryptor.finalize()


def _encrypt(key: bytes, data: bytes, iv: bytes = _NO_IV) -> bytes:
    encryptor = Cipher(AES(key), CBC(iv)).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def _decrypt(key: bytes, data: bytes, iv: bytes = _NO_IV) -> bytes:
    decryptor = Cipher(AES(key), CBC(iv)).decryptor()
    return decryptor.update(data) + decryptor.finalize()


def _turned(data: bytes) -> bytes:
    return data[1:] + data[:1]


def _padded(data: bytes) -> bytes:
    return data + b"\x80" + bytes(-(len(data) + 1) % BLOCK)


def _unpadded(data: bytes) -> bytes:
    before, mark, rest = data.rpartition(b"\x80")
    if not mark or any(rest):
        raise BadAnswer("padding that is none")
    return before
